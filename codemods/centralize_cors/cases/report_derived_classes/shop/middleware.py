from fastapi.middleware.cors import CORSMiddleware


class ServiceCORS(CORSMiddleware):
    async def __call__(self, scope, receive, send):
        await super().__call__(scope, receive, send)


class OpenCORS(CORSMiddleware):
    def __init__(self, app):
        super().__init__(app, allow_origins=["*"], allow_credentials=True)


class Other:
    def __init__(self, app, allow_origins):
        super().__init__(app, allow_origins=["*"], allow_credentials=True)

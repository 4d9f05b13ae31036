from starlette.responses import PlainTextResponse


class Authenticate:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] == "http" and not any(name == b"authorization" for name, _ in scope["headers"]):
            await PlainTextResponse("who are you?", status_code=401)(scope, receive, send)
            return
        await self.app(scope, receive, send)

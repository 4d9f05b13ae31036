from fastapi import FastAPI
from starlette.middleware import cors


class Panel:
    def __init__(self, name: str) -> None:
        self.application = FastAPI(title=name)
        self.application.add_middleware(
            cors.CORSMiddleware,
            allow_origins=["*"],
            allow_credentials=True,
            allow_methods=["*"],
            allow_headers=["*"],
        )
        self.application.add_api_route("/", self.index)

    async def index(self):
        return {"panel": True}

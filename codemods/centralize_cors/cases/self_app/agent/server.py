# oracle: fastapi
# app: agent.server:Server().app
# app: agent.panel:Panel("panel").application
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware


class Server:
    def __init__(self) -> None:
        self.app = FastAPI()
        self._add_middleware()
        self.app.get("/")(self.index)

    def _add_middleware(self) -> None:
        self.app.add_middleware(
            CORSMiddleware,
            allow_origins=["*"],
            allow_credentials=True,
            allow_methods=["*"],
            allow_headers=["*"],
        )

    async def index(self):
        return {"server": True}

# oracle: fastapi
# app: theatre.stage:create_app(allow_origins=["https://theatre.example.com"])
# app: theatre.stage:create_app()
# app: theatre.tickets:app
# unchanged: What the factory is called with cannot be seen, and no other place is left.
from typing import Any

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware


def create_app(**options: Any) -> FastAPI:
    app = FastAPI()
    app.add_middleware(CORSMiddleware, allow_methods=["GET"], **options)

    @app.get("/")
    def index():
        return {"stage": True}

    return app

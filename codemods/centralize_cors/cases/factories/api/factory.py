# oracle: fastapi
# app: api.factory:create_app()
# app: api.factory:create_app(debug=True)
# app: api.reports:make_reports()
# uvicorn: api.factory:create_app --factory
from __future__ import annotations

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware


def create_app(debug: bool = False) -> FastAPI:
    app = FastAPI(debug=debug)
    if debug:
        app.add_middleware(
            CORSMiddleware, allow_origins=["*"], allow_credentials=True, allow_methods=["*"], allow_headers=["*"]
        )
    else:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=["https://api.example.com"],
            allow_credentials=True,
            allow_methods=["*"],
            allow_headers=["*"],
        )

    @app.get("/")
    def index() -> dict[str, bool]:
        return {"debug": debug}

    @app.get("/boom")
    def boom() -> None:
        raise ValueError("boom")

    return app

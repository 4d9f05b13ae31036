from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

DEFAULT_ORIGINS = ("https://museum.example.com",)


def configure_cors(app: FastAPI, *, origins: tuple[str, ...] = DEFAULT_ORIGINS, allow_credentials: bool = False) -> FastAPI:
    app.add_middleware(
        CORSMiddleware,
        allow_origins=list(origins),
        allow_credentials=allow_credentials,
        allow_methods=["GET", "POST"],
        allow_headers=["*"],
    )
    return app

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware


def setup_cors(app: FastAPI, origins: list[str], allow_credentials: bool = True) -> None:
    if "*" in origins and allow_credentials:
        raise ValueError("a wildcard origin cannot be combined with credentials")
    app.add_middleware(
        CORSMiddleware,
        allow_origins=origins,
        allow_credentials=allow_credentials,
        allow_methods=["*"],
        allow_headers=["*"],
    )

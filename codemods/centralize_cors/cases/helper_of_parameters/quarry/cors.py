from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware


def install(app: FastAPI, policy: dict, extra: list[str] = ()) -> None:
    """Each caller decides all that matters."""
    app.add_middleware(
        CORSMiddleware,
        allow_origins=[*policy["origins"], *extra],
        allow_credentials=policy.get("credentials", False),
        allow_methods=["GET", "POST"],
    )

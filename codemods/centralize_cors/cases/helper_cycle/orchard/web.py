from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from orchard.names import TITLES


def allow(app: FastAPI, origins: list[str]) -> None:
    app.add_middleware(CORSMiddleware, allow_origins=origins, allow_methods=["GET"])


def titles() -> list[str]:
    return TITLES

import os

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware


def allow(app: FastAPI, origins: list[str]) -> None:
    app.add_middleware(CORSMiddleware, allow_origins=origins, allow_methods=["GET"])


app = FastAPI()
app.state.database = os.environ["HANGAR_DATABASE"]
allow(app, ["https://hangar.example.com"])

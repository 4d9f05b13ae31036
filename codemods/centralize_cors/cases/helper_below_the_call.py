# oracle: fastapi
# app: service.helper_below_the_call:front
# app: service.helper_below_the_call:back
# unchanged: The helper is not there yet where the first application is made.
# with: service/__init__.py
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

front = FastAPI()
front.add_middleware(CORSMiddleware, allow_origins=["https://front.example.com"], allow_methods=["GET"])


def allow(app: FastAPI, origins: list[str]) -> None:
    app.add_middleware(CORSMiddleware, allow_origins=origins, allow_methods=["GET"])


back = FastAPI()
allow(back, ["https://back.example.com"])

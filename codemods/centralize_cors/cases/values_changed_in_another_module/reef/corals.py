from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

ORIGINS = ["https://reef.example.com"]


def extend(target):
    target.append("https://corals.example.com")


extend(target=ORIGINS)


def create_app():
    app = FastAPI()
    app.add_middleware(CORSMiddleware, allow_origins=ORIGINS, allow_methods=["GET"])
    return app

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

ORIGINS = ["https://reef.example.com"]
METHODS, AGE = ["GET"], 60
more: list[str] = ORIGINS
more.append("https://crabs.example.com")


def create_app():
    app = FastAPI()
    app.add_middleware(CORSMiddleware, allow_origins=ORIGINS, allow_methods=METHODS, max_age=AGE)
    return app

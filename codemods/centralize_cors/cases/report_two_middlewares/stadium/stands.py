from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware


def create_app() -> FastAPI:
    app = FastAPI()
    app.add_middleware(CORSMiddleware, allow_origins=["https://stadium.example.com"], allow_methods=["GET"])
    for origin in ("https://north.example.com", "https://south.example.com"):
        app.add_middleware(CORSMiddleware, allow_origins=[origin], allow_methods=["GET"])

    @app.get("/")
    def index():
        return {"stands": 4}

    return app

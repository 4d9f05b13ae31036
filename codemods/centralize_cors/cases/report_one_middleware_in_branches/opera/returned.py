from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware


def create_app(is_open: bool) -> FastAPI:
    app = FastAPI()
    if is_open:
        app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET"])
        return app
    app.add_middleware(CORSMiddleware, allow_origins=["https://opera.example.com"], allow_methods=["GET"])
    return app

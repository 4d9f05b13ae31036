from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

ORIGINS = ["https://cave.example.com"]


def create_app(debug):
    ORIGINS = ["https://moths.example.com"]
    if debug:
        for origin in ("http://localhost:3000", "http://localhost:5173"):
            ORIGINS.append(origin)
    app = FastAPI()
    app.add_middleware(CORSMiddleware, allow_origins=ORIGINS, allow_methods=["GET"])
    return app

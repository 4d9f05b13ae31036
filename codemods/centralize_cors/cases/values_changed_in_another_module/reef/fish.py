# oracle: fastapi
# unchanged: the places are declined.
# app: reef.fish:create_app()
# app: reef.corals:create_app()
# app: reef.crabs:create_app()
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

ORIGINS = ["https://reef.example.com"]


def create_app():
    import reef.extra  # noqa: F401

    app = FastAPI()
    app.add_middleware(CORSMiddleware, allow_origins=ORIGINS, allow_methods=["GET"])
    return app

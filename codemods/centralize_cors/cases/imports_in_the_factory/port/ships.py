"""The ships."""


def create_app():
    from fastapi import FastAPI
    from fastapi.middleware.cors import CORSMiddleware

    origins = ["https://port.example.com"]
    app = FastAPI()
    app.add_middleware(CORSMiddleware, allow_origins=origins, allow_methods=["GET"])
    return app

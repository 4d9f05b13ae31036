from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware


def make_reports() -> FastAPI:
    app = FastAPI()
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["https://api.example.com"],
        allow_credentials=True,
        allow_methods=["*"],
        allow_headers=["*"],
    )

    @app.get("/")
    def index():
        return {"reports": []}

    return app

# oracle: fastapi
# app: cave.bats:create_app(True)
# app: cave.bats:create_app(False)
# app: cave.moths:create_app(True)
# app: cave.moths:create_app(False)
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware


def create_app(debug):
    origins = ["https://cave.example.com"]
    if debug:
        origins += ["http://localhost:3000"]
    app = FastAPI()
    app.add_middleware(CORSMiddleware, allow_origins=origins, allow_methods=["GET"])
    return app

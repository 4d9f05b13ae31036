from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()


if True:
    # before
    app.add_middleware(
        # the class
        CORSMiddleware,  # from Starlette
        # before all
        allow_origins=[
            "https://lab.example.com",
        ],
        allow_methods=[  # between
            "GET",
            "POST",  # not DELETE
        ],
        # before the last
        allow_headers=["*"],
        # behind all
    )
    # behind


@app.get("/")
def index():
    return {"cells": 9}

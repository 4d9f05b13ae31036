from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from lab.config import settings

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=[f"{settings.site}"],
    allow_methods=["GET"],
    max_age=60 * 60 * 24,
)


@app.get("/")
def index():
    return {"cells": 9}

# oracle: fastapi
# app: loom.cloth:app
# app: loom.yarn:app
# env: CORS_ALLOW_"ORIGINS=https://mill.example.com" CORS_MAX_AGE=60
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from loom.config import settings

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=[settings.allow_origins],
    max_age=int(settings.max_age),
    allow_methods=["GET"],
)


@app.get("/")
def index():
    return {"cloth": True}

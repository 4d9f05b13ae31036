from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from aquarium import config

app = FastAPI()
app.add_middleware(CORSMiddleware, max_age=60, **config.CORS_OPTIONS)


@app.get("/")
def index():
    return {"tanks": []}

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from app.core.version import VERSION

app = FastAPI()

app.add_middleware(
    CORSMiddleware,
    allow_origins=["http://localhost", "http://localhost:8080"],
    allow_credentials=True,
    allow_methods=["GET", "POST", "PUT"],
    allow_headers=["Content-Type", "X-Request-Id"],
    expose_headers=["X-Request-Id"],
    max_age=3600,
)


@app.get("/")
def metrics():
    return {"metrics": VERSION}

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from attics import NAME

app = FastAPI(title=NAME)
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://farm.example.com"],
    allow_methods=["GET"],
)


@app.get("/")
def index():
    return {"admin": True}

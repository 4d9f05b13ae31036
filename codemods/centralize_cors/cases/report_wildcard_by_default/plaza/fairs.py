import os

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=os.getenv("PLAZA_ORIGINS", "*").split(","),
    allow_credentials=True,
)


@app.get("/")
def index():
    return {}

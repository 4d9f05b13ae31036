from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

v1 = FastAPI()
v1.add_middleware(
    CORSMiddleware,
    allow_origins=["https://old.example.com"],
    allow_methods=["GET", "POST"],
    allow_credentials=True,
)


@v1.get("/")
def index():
    return {"version": 1}

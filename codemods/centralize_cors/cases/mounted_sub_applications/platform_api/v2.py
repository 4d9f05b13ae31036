from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

v2 = FastAPI()
v2.add_middleware(
    CORSMiddleware,
    allow_origins=["https://platform.example.com"],
    allow_methods=["GET"],
)


@v2.get("/")
def index():
    return {"version": 2}

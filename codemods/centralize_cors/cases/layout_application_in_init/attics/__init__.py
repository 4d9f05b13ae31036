# oracle: fastapi
# app: attics:app
# app: attics.admin:app
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

NAME = "attics"
app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://farm.example.com"],
    allow_methods=["GET"],
)


@app.get("/")
def index():
    return {"attics": True}

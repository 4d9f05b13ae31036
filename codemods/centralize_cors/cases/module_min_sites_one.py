# oracle: fastapi
# app: lone.api:app
# path: lone/api.py
# with: lone/__init__.py
# options: min_sites = 1
# env: LONE=1
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://farm.example.com"],
    allow_methods=["GET"],
)


@app.get("/")
def index():
    return {"lone": True}

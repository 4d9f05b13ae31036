import os

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=os.environ.get("SHOP_ORIGINS", "*").split(","),
    allow_methods=["GET"],
)


@app.get("/")
def index():
    return {"search": True}

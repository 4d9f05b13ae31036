# oracle: fastapi
# app: shop.cart:app
# app: shop.search:app
# env: SHOP_ORIGINS=https://shop.example.com,https://beta.shop.example.com
# options: origins = ["https://shop.example.com"]
import os

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
# What the environment says is not known here, and stays.
app.add_middleware(
    CORSMiddleware,
    allow_origins=os.environ.get("SHOP_ORIGINS", "*").split(","),
    allow_methods=["GET"],
)


@app.get("/")
def index():
    return {"cart": True}

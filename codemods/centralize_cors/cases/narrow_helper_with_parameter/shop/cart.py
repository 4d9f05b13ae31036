# oracle: fastapi
# app: shop.search:app
# keeps: shop.cart:app
# options: origins = ["https://shop.example.com"]
# tightens: https://shop.example.com
from fastapi import FastAPI

from shop.cors import add_cors

app = FastAPI()
add_cors(app, ["https://partner.example.com"])


@app.get("/")
def index():
    return {"cart": True}

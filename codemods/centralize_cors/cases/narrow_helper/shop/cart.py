# oracle: fastapi
# app: shop.cart:app
# app: shop.search:app
# options: origins = ["https://shop.example.com"]
# tightens: https://shop.example.com
from fastapi import FastAPI

from shop.cors import add_cors

app = FastAPI()
add_cors(app)


@app.get("/")
def index():
    return {"cart": True}

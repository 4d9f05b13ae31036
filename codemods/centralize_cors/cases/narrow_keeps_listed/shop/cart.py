# oracle: fastapi
# app: shop.cart:app
# keeps: shop.partners:app
# options: origins = ["https://shop.example.com"]
# tightens: https://shop.example.com
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_methods=["*"],
    allow_headers=["*"],
)


@app.get("/")
def index():
    return {"cart": True}

# oracle: fastapi
# app: shop.web:app
# options: origins = ["https://shop.example.com"]
# tightens: https://shop.example.com
# path: shop/web.py
# with: shop/__init__.py
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
    return {"web": True}

# oracle: fastapi
# app: shop.cart:app
# app: shop.search:app
# options: origins = ["https://shop.example.com"]
# tightens: https://shop.example.com
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_credentials=True,
    allow_methods=["GET", "POST"],
    allow_headers=["X-Cart"],
)


@app.get("/")
def index():
    return {"cart": True}

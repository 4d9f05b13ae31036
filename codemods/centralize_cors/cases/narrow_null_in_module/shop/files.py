# oracle: fastapi
# app: shop.files:app
# app: shop.prints:app
# options: origins = ["https://shop.example.com"]
# tightens: https://shop.example.com
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://shop.example.com", "null"],
    allow_credentials=True,
    allow_methods=["GET"],
)


@app.get("/")
def index():
    return {"files": True}

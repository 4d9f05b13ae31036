# oracle: fastapi
# app: shop.web:app
# options: origins = ["https://shop.example.com"]
# tightens: https://shop.example.com
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://shop.example.com", "http://localhost:3000"],
    allow_origin_regex=r"https?://.+",
    allow_credentials=True,
    allow_methods=["*"],
)


@app.get("/")
def index():
    return {"web": True}

# oracle: fastapi
# app: shop.public:app
# app: shop.admin:app
# route: /
# route: /items/7
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI(title="shop")

app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://shop.example.com", "https://www.example.com"],
    allow_credentials=True,
    allow_methods=["*"],
    allow_headers=["*"],
)


@app.get("/")
def index():
    return {"service": "shop"}


@app.get("/items/{number}")
def item(number: int):
    return {"number": number}


@app.get("/boom")
def boom():
    raise RuntimeError("no stock")

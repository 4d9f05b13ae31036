from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI(title="shop admin")

app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://shop.example.com", "https://www.example.com"],
    allow_credentials=True,
    allow_methods=["*"],
    allow_headers=["*"],
)


@app.get("/")
def index():
    return {"service": "shop admin"}

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://market.example.com"],
    allow_credentials=True,
    allow_methods=["GET", "POST"],
)


@app.get("/")
def index():
    return {"market": True}

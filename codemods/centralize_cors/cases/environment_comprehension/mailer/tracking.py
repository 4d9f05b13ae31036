import os

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

ALLOWED = [o.strip() for o in os.getenv("ALLOWED_ORIGINS", "http://localhost:3000").split(",") if o.strip()]

app = FastAPI()
app.add_middleware(
    CORSMiddleware, allow_origins=ALLOWED, allow_credentials=True, allow_methods=["*"], allow_headers=["*"]
)


@app.get("/")
def pixel():
    return {"seen": True}

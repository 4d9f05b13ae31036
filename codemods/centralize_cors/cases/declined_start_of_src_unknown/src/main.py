# oracle: fastapi
# app: src.main:app
# app: src.admin:app
# unchanged: whether it is started from the root or from src cannot be told.
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://kiosk.example.com"])


@app.get("/")
def index():
    return {}

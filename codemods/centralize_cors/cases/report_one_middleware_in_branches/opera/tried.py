from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
try:
    from opera_private import ORIGINS

    app.add_middleware(CORSMiddleware, allow_origins=ORIGINS, allow_methods=["GET"])
except ImportError:
    app.add_middleware(CORSMiddleware, allow_origins=["https://opera.example.com"], allow_methods=["GET"])


@app.get("/")
def index():
    return {"tried": True}

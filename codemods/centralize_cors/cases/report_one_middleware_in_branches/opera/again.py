from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://opera.example.com"], allow_methods=["GET"])
front = app

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://opera.example.com"], allow_methods=["GET"])
app.mount("/front", front)

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://lab.example.com", "https://www.lab.example.com", "https://beta.lab.example.com"], allow_methods=["GET"], allow_headers=["Authorization", "Content-Type", "X-Lab-Session", "X-Lab-Version"], expose_headers=["X-Lab-Session"])


@app.get("/")
def index():
    return {"cells": 9}

# oracle: fastapi
# app: ledger.api:app
# app: ledger.web.hooks:app
# start: src
from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from .storage import balance

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://ledger.example.com"], allow_methods=["GET", "POST"], allow_headers=["Authorization", "X-Ledger-Id"])


@app.get("/")
async def index():
    return {"balance": balance()}

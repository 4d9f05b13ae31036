from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from ledger.storage import balance

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True, allow_methods=["*"], allow_headers=["*"])


@app.post("/")
async def hook():
    return {"balance": balance()}

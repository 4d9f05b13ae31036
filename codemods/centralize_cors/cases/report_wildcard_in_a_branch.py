from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from service.config import ENV, settings

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"] if ENV == "dev" else ["https://shop.example"],
    allow_credentials=True,
)

if ENV == "dev":
    origins = ["*"]
else:
    origins = ["https://shop.example", "null"]
stock = FastAPI()
stock.add_middleware(CORSMiddleware, allow_origins=origins, allow_credentials=ENV == "dev" or True)

other = FastAPI()
other.add_middleware(CORSMiddleware, allow_origins=settings.origins or ["*"], allow_credentials=True)

named = FastAPI()
named.add_middleware(CORSMiddleware, allow_origins=settings.origins, allow_credentials=True)

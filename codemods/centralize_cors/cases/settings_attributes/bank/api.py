# oracle: fastapi
# app: bank.api:app
# app: bank.atm:app
# env: BANK_ORIGINS=https://one.example,https://two.example
# env: BANK_ORIGINS= BANK_CREDENTIALS=0
# env: BANK_ORIGINS=*
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from bank.config import settings

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=settings.cors_origins,
    allow_credentials=settings.cors_credentials,
    allow_methods=["*"],
    allow_headers=["*"],
)


@app.get("/")
def index():
    return {"bank": True}

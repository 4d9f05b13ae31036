# oracle: fastapi
# app: mailer.api:app
# app: mailer.tracking:app
# env: ALLOWED_ORIGINS=https://mail.example.com,https://news.example.com/
# env: ALLOWED_ORIGINS=" https://mail.example.com , ,https://news.example.com"
# env: ALLOWED_ORIGINS=
import os

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=[o.strip() for o in os.getenv("ALLOWED_ORIGINS", "http://localhost:3000").split(",") if o.strip()],
    allow_credentials=True,
    allow_methods=["*"],
    allow_headers=["*"],
)


@app.get("/")
def index():
    return {"mails": 0}

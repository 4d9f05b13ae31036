from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from bank import config

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=config.settings.cors_origins,
    allow_credentials=config.settings.cors_credentials,
    allow_methods=["*"],
    allow_headers=["*"],
)


@app.get("/")
def index():
    return {"atm": True}

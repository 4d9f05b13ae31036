# oracle: fastapi
# app: yard.ships:app
# app: yard.sails:app
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

ORIGINS = ["https://yard.example.com"]

from yard.local import *  # noqa: E402, F403

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=ORIGINS, allow_methods=["GET"])

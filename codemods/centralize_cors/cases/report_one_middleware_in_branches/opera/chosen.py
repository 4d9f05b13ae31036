# oracle: fastapi
# app: opera.chosen:app
# app: opera.tried:app
# app: opera.returned:create_app(True)
# app: opera.returned:create_app(False)
# app: opera.again:front
# app: opera.again:app
# env: OPERA_OPEN=1
import os

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
if os.environ.get("OPERA_OPEN"):
    app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET"])
else:
    app.add_middleware(CORSMiddleware, allow_origins=["https://opera.example.com"], allow_methods=["GET"])


@app.get("/")
def index():
    return {"chosen": True}

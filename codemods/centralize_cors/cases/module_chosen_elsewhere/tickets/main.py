# oracle: fastapi
# app: tickets.main:app
# app: trips.main:app
# options: module = "platform_common.cors"
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from platform_common.logs import NAME

app = FastAPI(title=NAME)
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://farm.example.com"],
    allow_methods=["GET"],
)


@app.get("/")
def index():
    return {"tickets": True}

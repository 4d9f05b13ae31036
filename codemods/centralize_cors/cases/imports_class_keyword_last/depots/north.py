# oracle: fastapi
# app: depots.north:app
# app: depots.south:app
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    allow_origins=["https://depots.example.com"],
    allow_methods=["GET"],
    middleware_class=CORSMiddleware,
)

# oracle: fastapi
# app: choir.alto:app
# app: choir.bass:app
# app: choir.tenor:app
# env: CHOIR_AGE=5 CORS_ALLOW_ORIGINS_ALTO=https://extra.example
# env: CHOIR_AGE=none
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from choir.config import AGE

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://alto.example.com"],
    allow_methods=["GET"],
    max_age=AGE,
)


@app.get("/")
def index():
    return {"alto": True}

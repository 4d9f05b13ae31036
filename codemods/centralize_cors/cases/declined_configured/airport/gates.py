# oracle: fastapi
# app: airport.gates:app
# app: airport.lounges:app
# env: AIRPORT_ORIGINS=https://one.example,https://two.example
# unchanged: Everything in the policies is decided by the settings.
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from airport.settings import settings

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=settings.origins,
    allow_methods=settings.methods,
)


@app.get("/")
def index():
    return {"gates": True}

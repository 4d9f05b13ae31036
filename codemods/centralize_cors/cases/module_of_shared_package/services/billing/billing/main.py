# oracle: fastapi
# app: services.billing.billing.main:app
# app: services.users.users.main:app
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from acme_common.health import health

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://farm.example.com"],
    allow_methods=["GET"],
)
app.get("/health")(health)


@app.get("/")
def index():
    return {"billing": True}

# oracle: fastapi
# app: farm.barn:app
# app: farm.market:app
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from farm.cors_policy import cors_for_market

app = FastAPI()
app.add_middleware(CORSMiddleware, **cors_for_market(is_open=True))


@app.get("/")
def index():
    return {"barn": True}

# oracle: fastapi
# app: farm.barn:app
# app: farm.market:app
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from .cors_policy import cors_for_farm

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    **cors_for_farm(),
)


@app.get('/')
def index():
    return {'barn': True}

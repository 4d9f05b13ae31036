# oracle: fastapi
# app: farm.barn:app
# app: farm.market:app
# unchanged: The module is to be left alone, so nothing can be added to it.
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from .cors_policy import cors_for_farm

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    **cors_for_farm(),
)


@app.get("/")
def index():
    return {"barn": True}

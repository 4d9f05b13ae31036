# oracle: fastapi
# app: aquarium.fish:app
# app: aquarium.tanks:app
# unchanged: The policy is in one place already, which is another module.
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from aquarium.config import CORS_OPTIONS

app = FastAPI()
app.add_middleware(CORSMiddleware, **CORS_OPTIONS)


@app.get("/")
def index():
    return {"fish": []}

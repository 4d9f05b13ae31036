# oracle: fastapi
# app: maps.tiles:app
# app: maps.search:app
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from maps.constants import DEFAULT_ORIGINS, MAX_AGE

METHODS = ["GET", "HEAD"]
origins = DEFAULT_ORIGINS + ["http://localhost:4200"]

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=origins, allow_methods=METHODS, max_age=MAX_AGE)


@app.get("/")
def tile():
    return {"tile": 1}

# oracle: fastapi
# app: quarry.stone:app
# app: quarry.sand:app
# unchanged: The helper is the place for policies already, and cannot be told to express another one.
from fastapi import FastAPI

from quarry.cors import install

app = FastAPI()
install(app, {"origins": ["https://quarry.example.com"], "credentials": True})


@app.get("/")
def index():
    return {"stone": True}

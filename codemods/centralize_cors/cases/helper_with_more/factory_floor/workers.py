from fastapi import FastAPI

from factory_floor.setup import add_middlewares

app = FastAPI()
add_middlewares(app, ["https://floor.example.com"])


@app.get("/")
def index():
    return {"workers": ["ada", "grace"]}

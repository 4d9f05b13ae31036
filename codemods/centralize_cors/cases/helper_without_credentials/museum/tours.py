from fastapi import FastAPI

from museum.middleware import configure_cors

app = configure_cors(FastAPI())


@app.get("/")
def index():
    return {"tours": []}

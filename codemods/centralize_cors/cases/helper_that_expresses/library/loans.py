# oracle: fastapi
# app: library.loans:app
# app: library.returns:app
# app: library.search:app
from fastapi import FastAPI

from library.cors import add_cors

app = FastAPI()
add_cors(app, ["https://library.example.com"])


@app.get("/")
def index():
    return {"loans": []}

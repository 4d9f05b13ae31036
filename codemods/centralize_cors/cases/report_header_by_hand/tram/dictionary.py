# oracle: fastapi
# app: tram.dictionary:app
# app: tram.raw:app
# app: tram.subscript:app
# unchanged: Headers that the program writes itself are only told.
from fastapi import FastAPI
from fastapi.responses import JSONResponse

HEADERS = {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-store"}

app = FastAPI()


@app.get("/")
def index():
    return JSONResponse({"trams": 7}, headers=HEADERS)

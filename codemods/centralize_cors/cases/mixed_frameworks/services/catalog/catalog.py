# oracle: fastapi
# unchanged: how the programs are started cannot be told.
# app: catalog:app
# start: services/catalog
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://catalog.example.com"], allow_credentials=True)


@app.get("/")
def index():
    return {"catalog": []}

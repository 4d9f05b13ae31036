# oracle: fastapi
# app: api.web:app
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

POLICY = {"allow_origins": ["*"], "allow_methods": ["GET"]}

app = FastAPI()
app.add_middleware(CORSMiddleware, **POLICY)


@app.get("/")
def index():
    return {"api": True}

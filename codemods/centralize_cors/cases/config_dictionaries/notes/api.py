# oracle: fastapi
# app: notes.api:app
# app: notes.sync:app
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

CORS_CONFIG = {
    "allow_origins": ["https://notes.example.com", "https://beta.notes.example.com"],
    "allow_credentials": True,
    "allow_methods": ["GET", "POST", "DELETE"],
    "allow_headers": ["Authorization", "X-Notes-Version"],
    "max_age": 86400,
}

app = FastAPI()
app.add_middleware(CORSMiddleware, **CORS_CONFIG)


@app.get("/")
def index():
    return {"notes": []}

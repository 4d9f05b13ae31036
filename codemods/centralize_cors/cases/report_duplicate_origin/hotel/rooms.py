# oracle: fastapi
# app: hotel.rooms:app
# app: hotel.bar:app
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

ORIGINS = [
    "https://hotel.example.com",
    "https://www.hotel.example.com",
    "http://localhost:3000",
    "https://hotel.example.com",
]

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=ORIGINS, allow_credentials=True, allow_methods=["*"])


@app.get("/")
def index():
    return {"rooms": 12}

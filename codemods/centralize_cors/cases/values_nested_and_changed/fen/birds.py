# oracle: fastapi
# unchanged: the places are declined.
# app: fen.birds:app
# app: fen.frogs:app
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

POLICY = {
    "allow_origins": ["https://fen.example.com"],
    "allow_methods": ["GET"],
}
POLICY["allow_origins"].append("https://birds.fen.example.com")
POLICY["allow_methods"].append("PUT")

app = FastAPI()
app.add_middleware(CORSMiddleware, **POLICY)

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from airport.settings import settings

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=settings.origins,
    allow_methods=settings.methods,
)


@app.get("/")
def index():
    return {"lounges": True}

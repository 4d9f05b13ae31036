from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware


def cors_for_depot() -> list[str]:
    return ["https://depot.example.com"]


app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://depot.example.com"], allow_methods=["GET", "PUT"])


@app.get("/")
def index():
    return {"trains": cors_for_depot()}

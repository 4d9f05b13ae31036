from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://quarry.example.com"],
    allow_methods=["GET", "POST"],
)


@app.get("/")
def index():
    return {"sand": True}

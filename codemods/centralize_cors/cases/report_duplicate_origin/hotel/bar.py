from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://hotel.example.com"],
    allow_methods=["*"],
)


@app.get("/")
def index():
    return {"bar": True}

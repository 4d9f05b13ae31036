from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from tracing.auth import Authenticate

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://trace.example.com"],
    allow_credentials=True,
    allow_methods=["*"],
    allow_headers=["*"],
)
app.add_middleware(Authenticate)


@app.get("/")
def index():
    return {"inner": True}

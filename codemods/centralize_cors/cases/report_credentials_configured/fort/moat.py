from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from fort.config import CREDENTIALS

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_credentials=CREDENTIALS,
    allow_methods=["GET"],
)


@app.get("/")
def index():
    return {"moat": True}

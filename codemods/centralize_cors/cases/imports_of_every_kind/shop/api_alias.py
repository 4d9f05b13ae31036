from fastapi import FastAPI
from .middle import Cross

app = FastAPI()
app.add_middleware(Cross, allow_origins=["https://shop.example"], allow_methods=["*"])

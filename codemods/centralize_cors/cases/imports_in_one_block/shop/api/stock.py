from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from ..settings import TITLE

app = FastAPI(title=TITLE)
app.add_middleware(CORSMiddleware, allow_origins=["https://shop.example"])

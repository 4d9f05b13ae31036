from fastapi import FastAPI
from fastapi.middleware.cors import *

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://shop.example"], allow_methods=["*"])

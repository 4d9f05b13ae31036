from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

options = dict(allow_methods=["GET"])
options.update(allow_origins=["https://moor.example.com"])

app = FastAPI()
app.add_middleware(CORSMiddleware, **options)

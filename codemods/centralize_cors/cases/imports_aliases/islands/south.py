from fastapi import FastAPI
from starlette import middleware
from starlette.middleware import cors as c

Cors = c.CORSMiddleware
app = FastAPI()
app.add_middleware(Cors, allow_origins=["https://islands.example.com"], allow_methods=["GET"])

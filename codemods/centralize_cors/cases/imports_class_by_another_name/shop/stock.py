from fastapi import FastAPI
from fastapi.middleware import cors
from fastapi.middleware.cors import CORSMiddleware

MIDDLEWARE = cors.CORSMiddleware
app = FastAPI()
app.add_middleware(MIDDLEWARE, allow_origins=["*"], allow_credentials=True)

# oracle: fastapi
# app: shop.orders:app
# app: shop.stock:app
from fastapi import FastAPI
from fastapi.middleware import cors
from fastapi.middleware.cors import CORSMiddleware

MIDDLEWARE = CORSMiddleware
app = FastAPI()
app.add_middleware(MIDDLEWARE, allow_origins=["*"], allow_credentials=True)

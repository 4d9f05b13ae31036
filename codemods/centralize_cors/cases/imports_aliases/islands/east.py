# oracle: fastapi
# app: islands.east:app
# app: islands.west:app
# app: islands.north:app
# app: islands.south:app
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware as Cors

app = FastAPI()
app.add_middleware(Cors, allow_origins=["https://islands.example.com"], allow_methods=["GET"])

# oracle: fastapi
# app: garage.cars:app
# app: garage.vans:app
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://*.garage.example"])


@app.get("/")
def index():
    return {}

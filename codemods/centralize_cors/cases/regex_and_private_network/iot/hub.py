# oracle: fastapi
# app: iot.hub:app
# app: iot.device:app
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origin_regex=r"https://([a-z0-9-]+\.)?iot\.example\.com",
    allow_private_network=True,
    allow_credentials=True,
    allow_methods=["GET", "PUT"],
    allow_headers=["X-Device"],
    expose_headers=["X-Device", "X-Battery"],
    max_age=60,
)


@app.get("/")
def index():
    return {"hub": True}

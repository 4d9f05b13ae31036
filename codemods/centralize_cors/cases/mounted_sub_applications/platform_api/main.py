# oracle: fastapi
# app: platform_api.main:app
# app: platform_api.v1:v1
# app: platform_api.v2:v2
# route: /
# route: /v1/
# route: /v2/
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from platform_api.v1 import v1
from platform_api.v2 import v2

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://platform.example.com"],
    allow_methods=["GET"],
)
app.mount("/v1", v1)
app.mount("/v2", v2)


@app.get("/")
def index():
    return {"versions": ["v1", "v2"]}

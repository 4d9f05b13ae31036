# oracle: fastapi
# app: tickets.main:app
# app: tickets.admin:app
# options: module = "platform_common.cors"
# unchanged: The package of the module is not found.
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://farm.example.com"],
    allow_methods=["GET"],
)


@app.get("/")
def index():
    return {"tickets": True}

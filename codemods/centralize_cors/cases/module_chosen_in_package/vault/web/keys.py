# oracle: fastapi
# app: vault.web.keys:app
# app: vault.locks:app
# options: module = "vault.security.cors"
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
    return {"keys": True}

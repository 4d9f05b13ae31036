# oracle: fastapi
# app: dairy.milk:app
# app: dairy.cheese:app
# unchanged: A package called cors_policy is there already and is another one.
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
    return {"milk": True}

# oracle: fastapi
# app: zoo.apes:app
# app: zoo.bears:app
# app: zoo.cats:app
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origin_regex="https?://.*",
    allow_methods=["GET"],
    allow_credentials=True,
)


@app.get("/")
def index():
    return {"apes": True}

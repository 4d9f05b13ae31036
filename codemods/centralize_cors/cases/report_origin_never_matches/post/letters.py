# oracle: fastapi
# app: post.letters:app
# app: post.parcels:app
# app: post.stamps:app
# app: post.boxes:app
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://post.example.com/"],
    allow_methods=["GET"],
)


@app.get("/")
def index():
    return {"slash": True}

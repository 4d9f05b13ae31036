from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://Post.example.com"],
    allow_methods=["GET"],
)


@app.get("/")
def index():
    return {"upper case": True}

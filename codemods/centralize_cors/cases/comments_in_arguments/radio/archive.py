from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    # Only the site; the player does not show the archive.
    allow_origins=["https://radio.example.com"],
    allow_methods=["GET"],
)


@app.get("/")
def index():
    return {"archive": []}

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origin_regex=r"https://(www\.)?zoo\.example\.com",
    allow_methods=["GET"],
)


@app.get("/")
def index():
    return {"bears": True}

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["null"],
    allow_origin_regex=".*",
    allow_credentials=True,
    allow_methods=["GET", "PUT"],
    allow_headers=["X-Device"],
    expose_headers=["X-Device", "X-Battery"],
    max_age=60,
)


@app.get("/")
def index():
    return {"device": True}

# oracle: fastapi
# app: tracing.main:app
# app: tracing.inner:app
import uuid

from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from tracing.auth import Authenticate

app = FastAPI()

app.add_middleware(GZipMiddleware, minimum_size=1)
app.add_middleware(Authenticate)
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://trace.example.com"],
    allow_credentials=True,
    allow_methods=["*"],
    allow_headers=["*"],
)


@app.middleware("http")
async def number(request: Request, call_next):
    response = await call_next(request)
    response.headers["X-Request-Id"] = uuid.uuid4().hex
    return response


@app.get("/")
def index():
    return {"trace": True}


@app.get("/boom")
def boom():
    raise KeyError("boom")

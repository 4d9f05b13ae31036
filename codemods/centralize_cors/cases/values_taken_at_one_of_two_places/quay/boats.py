# oracle: fastapi
# app: quay.boats:front
# app: quay.boats:back
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

ORIGINS = ["https://quay.example.com"]

import quay.more  # noqa: E402

front = FastAPI()
front.add_middleware(CORSMiddleware, allow_origins=ORIGINS)

back = FastAPI()
back.add_middleware(CORSMiddleware, allow_origins=["https://quay.example.com"])


@front.get("/")
@back.get("/")
def index():
    return quay.more.__name__

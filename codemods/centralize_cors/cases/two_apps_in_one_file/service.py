# oracle: fastapi
# app: service:public
# app: service:internal
# uvicorn: service:public
# uvicorn: service:internal
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

public = FastAPI()
internal = FastAPI()

for_everyone = ["*"]

public.add_middleware(CORSMiddleware, allow_origins=for_everyone, allow_methods=["GET"])
internal.add_middleware(
    CORSMiddleware,
    allow_origins=["https://intranet.example.com"],
    allow_credentials=True,
    allow_methods=["*"],
    allow_headers=["*"],
)


@public.get("/")
def public_index():
    return {"public": True}


@internal.get("/")
def internal_index():
    return {"internal": True}

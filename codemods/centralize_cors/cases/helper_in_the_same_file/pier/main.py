# oracle: fastapi
# app: pier.main:public
# app: pier.main:staff
# app: pier.main:guests
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware


def allow(application: FastAPI, *, origins: list[str], credentials: bool = False) -> None:
    application.add_middleware(
        CORSMiddleware, allow_origins=origins, allow_credentials=credentials, allow_methods=["*"], allow_headers=["*"]
    )


public = FastAPI()
staff = FastAPI()
guests = FastAPI()
allow(public, origins=["*"])
staff.add_middleware(
    CORSMiddleware,
    allow_origins=["https://staff.pier.example.com"],
    allow_credentials=True,
    allow_methods=["*"],
    allow_headers=["*"],
)
guests.add_middleware(CORSMiddleware, allow_origins=["https://pier.example.com"], allow_methods=["*"], allow_headers=["*"])


@public.get("/")
@staff.get("/")
@guests.get("/")
def index():
    return {"pier": True}

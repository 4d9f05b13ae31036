from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware


def allow_the_site(app: FastAPI) -> None:
    """Lets the site call."""
    app.add_middleware(CORSMiddleware, allow_origins=["https://garden.example.com"], allow_methods=["GET"])

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.gzip import GZipMiddleware


class VersionMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        response = await call_next(request)
        response.headers["X-Floor-Version"] = "3"
        return response


def add_middlewares(app: FastAPI, origins: list[str]) -> None:
    app.add_middleware(GZipMiddleware, minimum_size=10)
    app.add_middleware(VersionMiddleware)
    app.add_middleware(
        CORSMiddleware, allow_origins=origins, allow_credentials=True, allow_methods=["*"], allow_headers=["*"]
    )

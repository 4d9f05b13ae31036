# oracle: starlette
# app: gateway.main:app
# app: gateway.status:app
# uvicorn: gateway.main:app
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route


async def index(request):
    return PlainTextResponse("gateway " * 200)


async def boom(request):
    raise RuntimeError("boom")


middleware = [
    Middleware(TrustedHostMiddleware, allowed_hosts=["testserver", "127.0.0.1"]),
    Middleware(
        CORSMiddleware,
        allow_origins=("https://gateway.example.com",),
        allow_methods=("GET", "POST", "OPTIONS"),
        allow_headers=("X-Gateway",),
        expose_headers=("X-Gateway", "ETag"),
    ),
    Middleware(GZipMiddleware, minimum_size=100),
]

app = Starlette(routes=[Route("/", index), Route("/boom", boom)], middleware=middleware)

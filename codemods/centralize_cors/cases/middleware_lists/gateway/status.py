from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route


async def index(request):
    return PlainTextResponse("up")


app = Starlette(
    routes=[Route("/", index)],
    middleware=[
        Middleware(
            CORSMiddleware,
            allow_origins=["https://gateway.example.com"],
            allow_methods=["GET", "POST", "OPTIONS"],
            allow_headers=["X-Gateway"],
            expose_headers=["X-Gateway", "ETag"],
        )
    ],
)

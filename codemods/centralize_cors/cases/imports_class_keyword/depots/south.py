from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route


async def index(request):
    return PlainTextResponse("south")


app = Starlette(
    routes=[Route("/", index)],
    middleware=[
        Middleware(cls=CORSMiddleware, allow_origins=["https://depots.example.com"], allow_methods=["GET"]),
    ],
)

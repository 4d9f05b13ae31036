from starlette.applications import Starlette
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route


async def index(request):
    return PlainTextResponse("west")


inner = Starlette(routes=[Route("/", index)])
app = CORSMiddleware(allow_origins=["https://depots.example.com"], allow_methods=["GET"], app=inner)

# oracle: starlette
# app: depots.north:app
# app: depots.south:app
# app: depots.west:app
from starlette.applications import Starlette
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route


async def index(request):
    return PlainTextResponse("north")


app = Starlette(routes=[Route("/", index)])
app.add_middleware(middleware_class=CORSMiddleware, allow_origins=["https://depots.example.com"], allow_methods=["GET"])

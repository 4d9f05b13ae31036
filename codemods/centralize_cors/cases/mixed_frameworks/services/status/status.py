# oracle: starlette
# app: status:app
# start: services/status
from starlette.applications import Starlette
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route


async def index(request):
    return PlainTextResponse("up")


app = CORSMiddleware(
    Starlette(routes=[Route("/", index)]), allow_origins=["https://catalog.example.com"], allow_credentials=True
)

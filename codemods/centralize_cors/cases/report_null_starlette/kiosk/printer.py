from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route


async def index(request):
    return PlainTextResponse("printer")


policy = Middleware(CORSMiddleware, allow_origins=["https://kiosk.example.com", "null"], allow_credentials=True)
app = Starlette(routes=[Route("/", index)], middleware=[policy])

# oracle: starlette
# app: kiosk.screen:app
# app: kiosk.printer:app
from starlette.applications import Starlette
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route


async def index(request):
    return PlainTextResponse("screen")


app = Starlette(routes=[Route("/", index)])
app.add_middleware(CORSMiddleware, allow_origins=["https://kiosk.example.com", "null"], allow_credentials=True)

# oracle: starlette
# app: shop.front:app
# options: origins = ["https://shop.example.com"]
# tightens: https://shop.example.com
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route


async def index(request):
    return PlainTextResponse("front")


app = Starlette(
    routes=[Route("/", index, methods=["GET", "POST"])],
    middleware=[Middleware(CORSMiddleware, allow_origins=("*",), allow_methods=["*"], expose_headers=["X-Total"])],
)

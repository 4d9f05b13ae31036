# oracle: starlette
# app: service.declined_positional_argument:inside
# app: service.declined_positional_argument:outside
# unchanged: Arguments without a keyword are no policy that could be told.
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route


async def index(request):
    return PlainTextResponse("here")


routes = [Route("/", index, methods=["GET", "POST"])]

inside = Starlette(routes=routes)
inside.add_middleware(CORSMiddleware, ["https://inside.example.com"], allow_methods=["GET", "POST"])

outside = Starlette(
    routes=routes,
    middleware=[Middleware(CORSMiddleware, ("https://outside.example.com",), ("GET", "POST"), ("X-Outside",))],
)

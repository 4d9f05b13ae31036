from starlette.applications import Starlette
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import JSONResponse
from starlette.routing import Route

from common import NAME


async def index(request):
    return JSONResponse({"hook": NAME})


app = Starlette(routes=[Route("/", index)])
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["*"])

if __name__ == "__main__":
    import uvicorn

    uvicorn.run(app, port=8001)

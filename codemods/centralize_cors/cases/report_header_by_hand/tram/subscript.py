from fastapi import FastAPI, Request

app = FastAPI()


@app.middleware("http")
async def allow(request: Request, call_next):
    response = await call_next(request)
    response.headers["access-control-allow-origin"] = request.headers.get("origin", "*")
    if "Access-Control-Allow-Origin" not in response.headers:
        raise RuntimeError(response.headers["Access-Control-Allow-Origin"])
    return response


@app.get("/")
def index():
    return {"trams": 7}

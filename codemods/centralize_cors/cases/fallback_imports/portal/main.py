# oracle: fastapi
# app: portal.main:app
# app: portal.beta:app
from fastapi import FastAPI

try:
    from fastapi.middleware.cors import CORSMiddleware
except ImportError:
    from starlette.middleware.cors import CORSMiddleware

app = FastAPI()

try:
    from portal_private.cors import install

    install(app)
except ImportError:
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["https://portal.example.com"],
        allow_credentials=True,
        allow_methods=["*"],
        allow_headers=["*"],
    )


@app.get("/")
def index():
    return {"portal": True}

# oracle: fastapi
# app: moor.sheep:create_app(True)
# app: moor.sheep:create_app(False)
# app: moor.goats:app
# app: moor.dogs:app
# unchanged: The dictionaries are changed before they are used, and no other place is left than one.
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware


def create_app(debug: bool) -> FastAPI:
    options = {"allow_origins": ["https://moor.example.com"], "allow_methods": ["GET"]}
    if debug:
        options["allow_origins"] = ["*"]
    app = FastAPI()
    app.add_middleware(CORSMiddleware, **options)
    return app

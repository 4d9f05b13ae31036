# oracle: fastapi
# app: shop.app:app
# app: shop.app:own
# app: shop.app:part
# unchanged: What stands between a place and the framework may change the policy.
from functools import partial

from fastapi import FastAPI
from fastapi.middleware import Middleware
from fastapi.middleware.cors import CORSMiddleware

from .middleware import OpenCORS, ServiceCORS

app = FastAPI()
app.add_middleware(ServiceCORS, allow_origins=["*"], allow_credentials=True)


class OwnCORS(CORSMiddleware):
    pass


class DeepCORS(OwnCORS):
    pass


own = FastAPI(middleware=[Middleware(DeepCORS, allow_origins=["null"]), Middleware(OpenCORS)])
wrapped = OwnCORS(app, allow_origins=["https://shop.example/"])
part = FastAPI()
part.add_middleware(partial(CORSMiddleware, allow_origins=["*"], allow_credentials=True))
OPEN = partial(CORSMiddleware, allow_origins=["*"])
late = FastAPI()
late.add_middleware(OPEN, allow_methods=["*"])

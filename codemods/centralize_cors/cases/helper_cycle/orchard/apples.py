# oracle: fastapi
# unchanged: the places are declined.
# app: orchard.apples:app
# app: orchard.pears:app
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

TITLE = "apples"

app = FastAPI(title=TITLE)
app.add_middleware(CORSMiddleware, allow_origins=["https://orchard.example.com"], allow_methods=["GET"])

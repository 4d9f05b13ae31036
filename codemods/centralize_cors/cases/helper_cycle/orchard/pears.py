from fastapi import FastAPI

from orchard.web import allow, titles

app = FastAPI(title=titles()[1])
allow(app, ["https://orchard.example.com"])

import starlette.middleware.cors
from fastapi import FastAPI

app = FastAPI()
app.add_middleware(
    starlette.middleware.cors.CORSMiddleware, allow_origins=["https://islands.example.com"], allow_methods=["GET"]
)

import starlette.middleware.cors as cors
from fastapi import FastAPI

app = FastAPI()
app.add_middleware(cors.CORSMiddleware, allow_origins=["https://islands.example.com"], allow_methods=["GET"])

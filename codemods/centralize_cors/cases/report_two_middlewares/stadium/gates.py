# oracle: fastapi
# app: stadium.gates:app
# app: stadium.stands:create_app()
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://stadium.example.com"], allow_methods=["GET"])
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_headers=["X-Gate"])


@app.get("/")
def index():
    return {"gates": 8}

# oracle: fastapi
# app: lab.mice:app
# app: lab.cells:app
# app: lab.plants:app
# app: lab.stars:app
# app: lab.hugged:app
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI(); app.add_middleware(CORSMiddleware, allow_origins=["https://lab.example.com"], allow_methods=["GET"],)


@app.get("/")
def index():
    return {"mice": 3}

# oracle: fastapi
# unchanged: the places are declined.
# app: factory_floor.machines:app
# app: factory_floor.workers:app
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://floor.example.com"],
    allow_credentials=True,
    allow_methods=["*"],
    allow_headers=["*"],
)


@app.get("/")
def index():
    return {"machines": ["lathe", "mill"]}

# oracle: fastapi
# app: main:app
# app: hooks:app
# start: services/mail-service
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_methods=["POST"],
    allow_headers=["X-Mail-Token"],
)


@app.post("/")
def send():
    return {"sent": True}

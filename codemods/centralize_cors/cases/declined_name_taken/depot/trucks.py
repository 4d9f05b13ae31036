# oracle: fastapi
# app: depot.trucks:app
# app: depot.trains:app
# unchanged: Both files give the name of the function a meaning of its own.
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

cors_for_depot = {
    "allow_origins": ["https://depot.example.com"],
    "allow_methods": ["GET", "PUT"],
}

app = FastAPI()
app.add_middleware(CORSMiddleware, **cors_for_depot)


@app.get("/")
def index():
    return {"trucks": 4}

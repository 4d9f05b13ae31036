from fastapi import FastAPI

from clinic.security import setup_cors

app = FastAPI()
setup_cors(app, ["https://clinic.example.com"])


@app.get("/")
def index():
    return {"staff": []}

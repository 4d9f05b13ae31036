from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://garage.example:443"], allow_origin_regex=r"https://[a-z.-]+\.com")


@app.get("/")
def index():
    return {}

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

origins = [
    "https://maps.example.com",
    "https://embed.example.com",
    "http://localhost:4200",
]
methods = ["GET", "HEAD"]

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=origins, allow_methods=methods, max_age=1200)


@app.get("/")
def search():
    return {"found": []}

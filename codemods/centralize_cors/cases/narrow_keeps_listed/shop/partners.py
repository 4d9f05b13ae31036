from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://partner.example.com", "http://localhost:3000"],
    allow_credentials=True,
    allow_methods=["GET"],
)


@app.get("/")
def index():
    return {"partners": True}

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

options = dict(
    allow_origins=["https://notes.example.com", "https://beta.notes.example.com"],
    allow_methods=["GET", "POST", "DELETE"],
    allow_headers=["Authorization", "X-Notes-Version"],
)

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_credentials=True, max_age=86400, **options)


@app.get("/")
def index():
    return {"sync": []}

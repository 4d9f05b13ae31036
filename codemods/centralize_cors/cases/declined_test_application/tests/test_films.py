from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.testclient import TestClient

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_credentials=True,
)


def test_any_origin_is_answered():
    answer = TestClient(app).get("/", headers={"Origin": "https://cinema.example.com"})
    assert answer.headers["Access-Control-Allow-Origin"] == "https://cinema.example.com"


@app.get("/")
def index():
    return {"test": True}

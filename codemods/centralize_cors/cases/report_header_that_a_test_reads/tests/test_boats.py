from fastapi.testclient import TestClient

from lagoon.boats import app


def test_the_site_is_admitted():
    answer = TestClient(app).get("/", headers={"Origin": "https://lagoon.example.com"})
    assert answer.headers["access-control-allow-origin"] == "https://lagoon.example.com"

from flask import Flask
from sqlalchemy import text

from service.db import engine

app = Flask(__name__)


@app.get("/health")
def health() -> str:
    with engine.connect() as connection:
        return str(connection.execute(text("SELECT 1")).scalar())

import os

from flask import Flask
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

app = Flask(__name__)


@app.get("/orders")
def orders():
    global engine
    engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
    return engine.url.database

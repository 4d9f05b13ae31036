# path: service/jobs.py
import os

from celery import Celery
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

app = Celery("jobs", broker=os.environ["BROKER_URL"])
engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)


@app.task
def expire_carts() -> None:
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM carts WHERE expires < now()"))

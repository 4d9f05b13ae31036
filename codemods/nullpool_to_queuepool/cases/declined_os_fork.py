# path: service/supervisor.py
import os

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)


def work() -> None:
    with engine.begin() as connection:
        connection.execute(text("SELECT take_job()"))


def supervise(children: int) -> None:
    for _ in range(children):
        if os.fork() == 0:
            work()
            os._exit(0)

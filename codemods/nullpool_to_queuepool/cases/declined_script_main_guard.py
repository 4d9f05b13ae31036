# path: service/reindex.py
import os

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool


def reindex(engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("REINDEX TABLE articles"))


if __name__ == "__main__":
    reindex(create_engine(os.environ["DATABASE_URL"], poolclass=NullPool))

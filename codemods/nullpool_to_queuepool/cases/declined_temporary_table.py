# path: service/matching.py
import os

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)


def match(ids: list[int]) -> int:
    with engine.begin() as connection:
        connection.execute(text("CREATE TEMP TABLE wanted (id int)"))
        connection.execute(text("INSERT INTO wanted VALUES (:id)"), [{"id": id_} for id_ in ids])
        return connection.execute(text("SELECT count(*) FROM wanted JOIN items USING (id)")).scalar_one()

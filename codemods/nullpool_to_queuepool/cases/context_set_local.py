# oracle: psycopg
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
"""What is set here ends with the transaction."""

import os

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)


def post(account: int, amount: int) -> None:
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL lock_timeout = '2s'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:account)"), {"account": account})
        connection.execute(text("INSERT INTO postings VALUES (:a, :b)"), {"a": account, "b": amount})

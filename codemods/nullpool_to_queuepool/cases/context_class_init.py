# oracle: psycopg
# engine: Repository(os.environ["DATABASE_URL"])._engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool


class Repository:
    def __init__(self, url: str | None = None) -> None:
        self._engine = create_engine(url or os.environ["DATABASE_URL"], poolclass=NullPool)

    def names(self) -> list[str]:
        with self._engine.connect() as connection:
            return list(connection.execute(text("SELECT name FROM customers")).scalars())

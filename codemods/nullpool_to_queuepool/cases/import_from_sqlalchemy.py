# oracle: psycopg
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import NullPool, create_engine, text

engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool, future=True)


def is_alive() -> bool:
    with engine.connect() as connection:
        return connection.execute(text("SELECT 1")).scalar() == 1

# oracle: psycopg2
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool
from sqlalchemy.pool import QueuePool

POOLED = (QueuePool,)

engine = create_engine(
    os.environ["DATABASE_URL"],
    poolclass=NullPool,
    isolation_level="READ COMMITTED",
)


def is_pooled() -> bool:
    return isinstance(engine.pool, POOLED)

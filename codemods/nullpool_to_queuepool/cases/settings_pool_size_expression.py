# oracle: psycopg2
# engine: engine
# pool: QueuePool 5 40 pre_ping recycle=3600
# before: raises TypeError
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

POOL_SIZE = int(os.environ.get("DB_POOL_SIZE", "5"))

engine = create_engine(
    os.environ["DATABASE_URL"],
    poolclass=NullPool,
    pool_size=POOL_SIZE,
)

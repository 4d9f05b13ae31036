# oracle: psycopg
# engine: engine
# pool: QueuePool 8 4 pre_ping recycle=900
# before: raises TypeError
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(
    os.environ["DATABASE_URL"],
    poolclass=NullPool,
    pool_size=8,
    max_overflow=4,
    pool_pre_ping=True,
    pool_recycle=900,
)

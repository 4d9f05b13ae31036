# oracle: sqlite
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=280
# before: NullPool
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(
    poolclass=NullPool,
    url=os.environ["DATABASE_URL"],
    pool_recycle=280,
)

# oracle: psycopg2
# options: pool_size = 3, max_overflow = 2
# engine: get_engine()
# pool: QueuePool 3 2 pre_ping recycle=3600
# before: NullPool
import functools
import os

import sqlalchemy as sa


@functools.lru_cache(maxsize=1)
def get_engine() -> sa.Engine:
    return sa.create_engine(os.environ["DATABASE_URL"], poolclass=sa.NullPool)

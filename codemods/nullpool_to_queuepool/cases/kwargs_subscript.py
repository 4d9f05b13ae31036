# oracle: sqlite
# options: pool_size = 6, max_overflow = 0
# engine: get_engine()
# pool: QueuePool 6 0 pre_ping recycle=3600
# before: NullPool
import os
from functools import cache

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool


@cache
def get_engine():
    kwargs = {"echo": os.environ.get("SQL_ECHO") == "1"}
    kwargs["poolclass"] = NullPool
    return create_engine(os.environ["DATABASE_URL"], **kwargs)

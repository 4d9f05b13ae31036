# oracle: aiosqlite
# options: pool_size = 5, max_overflow = 5
# engine: get_engine()
# pool: AsyncAdaptedQueuePool 5 5 pre_ping recycle=3600
# before: NullPool
"""SQLAlchemy is only imported where the database is used."""

import os
from functools import lru_cache


@lru_cache
def get_engine():
    from sqlalchemy.ext.asyncio import create_async_engine
    from sqlalchemy.pool import NullPool

    return create_async_engine(os.environ["DATABASE_URL"], poolclass=NullPool)

# oracle: aiosqlite
# options: pool_size = 2, max_overflow = 1
# engine: engine
# pool: AsyncAdaptedQueuePool 2 1 pre_ping recycle=300
# before: NullPool
import functools
import os

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

connect = functools.partial(
    create_async_engine,
    poolclass=NullPool,
    pool_pre_ping=True,
)

engine = connect(os.environ["DATABASE_URL"], pool_recycle=300)

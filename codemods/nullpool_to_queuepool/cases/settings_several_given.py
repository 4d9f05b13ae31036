# oracle: asyncpg
# options: pool_size = 3, max_overflow = 2
# engine: engine
# pool: AsyncAdaptedQueuePool 3 2 recycle=1800
# before: NullPool
import os

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

engine = create_async_engine(
    os.environ["DATABASE_URL"],
    pool_recycle=1800,
    poolclass=NullPool,
    pool_pre_ping=False,
    pool_reset_on_return="rollback",
)

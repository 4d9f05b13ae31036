# oracle: asyncpg
# engine: engine
# pool: AsyncAdaptedQueuePool 20 40 pre_ping recycle=1800
# before: NullPool
import os

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

COMMON = {"pool_recycle": 1800, "pool_pre_ping": True}

engine = create_async_engine(os.environ["DATABASE_URL"], poolclass=NullPool, **COMMON)

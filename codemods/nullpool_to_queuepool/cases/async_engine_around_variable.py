# oracle: asyncpg
# options: pool_size = 3, max_overflow = 2
# engine: engine
# pool: AsyncAdaptedQueuePool 3 2 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import NullPool

sync_engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
engine = AsyncEngine(sync_engine)

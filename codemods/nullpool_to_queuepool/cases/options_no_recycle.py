# oracle: psycopg-async
# options: pool_size = 3, max_overflow = 2, pool_pre_ping = false, pool_recycle = -1
# engine: engine
# pool: AsyncAdaptedQueuePool 3 2
# before: NullPool
import os

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

engine = create_async_engine(os.environ["DATABASE_URL"], poolclass=NullPool)

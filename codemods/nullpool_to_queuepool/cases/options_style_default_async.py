# oracle: asyncpg
# options: style = "default", pool_size = 3, max_overflow = 2
# engine: engine
# pool: AsyncAdaptedQueuePool 3 2 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool, PoolProxiedConnection

engine = create_async_engine(os.environ["DATABASE_URL"], poolclass=NullPool)


def driver_connection(connection: PoolProxiedConnection):
    return connection.driver_connection

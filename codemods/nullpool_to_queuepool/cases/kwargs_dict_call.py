# oracle: asyncpg
# engine: engine
# pool: AsyncAdaptedQueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

options = dict(poolclass=NullPool, connect_args={"command_timeout": 30})
engine = create_async_engine(os.environ["DATABASE_URL"], **options)

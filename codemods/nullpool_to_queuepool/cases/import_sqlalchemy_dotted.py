# oracle: asyncpg
# engine: engine
# pool: AsyncAdaptedQueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

import sqlalchemy.ext.asyncio
import sqlalchemy.pool

engine = sqlalchemy.ext.asyncio.create_async_engine(
    os.environ["DATABASE_URL"],
    poolclass=sqlalchemy.pool.NullPool,
)
sessions = sqlalchemy.ext.asyncio.async_sessionmaker(engine, expire_on_commit=False)

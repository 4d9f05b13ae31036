# oracle: asyncpg
# options: pool_size = 10, max_overflow = 0
# engine: engine
# pool: AsyncAdaptedQueuePool 10 0 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import NullPool


def database_url() -> URL:
    return URL.create(
        drivername="postgresql+asyncpg",
        username=os.environ.get("PGUSER"),
        host=os.environ.get("PGHOST"),
        port=int(os.environ.get("PGPORT", "5432")),
        database=os.environ.get("PGDATABASE"),
    )


engine = AsyncEngine(create_engine(database_url(), poolclass=NullPool))

# oracle: aiosqlite
# engine: engine
# pool: AsyncAdaptedQueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import NullPool


def make(url: str, **options) -> AsyncEngine:
    return AsyncEngine(create_engine(url, **options))


engine = make(os.environ["DATABASE_URL"], poolclass=NullPool)

# oracle: aiosqlite
# engine: sessions.kw["bind"]
# pool: AsyncAdaptedQueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.pool import NullPool

sessions = async_sessionmaker(
    create_async_engine(os.environ["DATABASE_URL"], poolclass=NullPool),
    expire_on_commit=False,
)

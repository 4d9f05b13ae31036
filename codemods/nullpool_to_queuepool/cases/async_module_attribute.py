# oracle: psycopg-async
# engine: Database(os.environ["DATABASE_URL"]).engine
# pool: AsyncAdaptedQueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import pool
from sqlalchemy.ext import asyncio as sa_asyncio


class Database:
    def __init__(self, url: str = "") -> None:
        self.engine = sa_asyncio.create_async_engine(
            url or os.environ["DATABASE_URL"],
            poolclass=pool.NullPool,
            pool_reset_on_return="rollback",
        )
        self.sessions = sa_asyncio.async_sessionmaker(self.engine)

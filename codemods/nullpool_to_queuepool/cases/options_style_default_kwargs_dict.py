# oracle: aiosqlite
# options: style = "default"
# engine: engine
# pool: AsyncAdaptedQueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import pool
from sqlalchemy.ext.asyncio import create_async_engine

OPTIONS = {"poolclass": pool.NullPool, "echo": False}

engine = create_async_engine(os.environ["DATABASE_URL"], **OPTIONS)

# oracle: aiosqlite
# engine: engine
# pool: AsyncAdaptedQueuePool 5 10
# before: raises ArgumentError
import os

from sqlalchemy import pool
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(os.environ["DATABASE_URL"], poolclass=pool.QueuePool)

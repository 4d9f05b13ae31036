# oracle: aiosqlite
# engine: make()
# pool: AsyncAdaptedQueuePool 5 10
# before: raises ArgumentError
import os

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import QueuePool


def make(**options):
    return create_async_engine(os.environ["DATABASE_URL"], poolclass=QueuePool, **options)

# oracle: aiosqlite
# options: style = "default"
# engine: engine
# pool: AsyncAdaptedQueuePool 5 10
# before: raises ArgumentError
import os

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import QueuePool

options = {}
options["poolclass"] = QueuePool
engine = create_async_engine(os.environ["DATABASE_URL"], **options)

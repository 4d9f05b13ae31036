# options: style = "default"
# oracle: asyncpg
# engine: engine
# pool: AsyncAdaptedQueuePool 5 10
# before: raises ArgumentError
import os

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import QueuePool

options = {
    "poolclass": QueuePool,  # as the audit says
    "echo": False,
}
engine = create_async_engine(os.environ["DATABASE_URL"], **options)

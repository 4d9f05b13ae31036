# oracle: asyncpg
# engine: engine
# pool: AsyncAdaptedQueuePool 5 10
# before: raises ArgumentError
import os

from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel import QueuePool, create_engine

engine = AsyncEngine(create_engine(os.environ["DATABASE_URL"], poolclass=QueuePool))

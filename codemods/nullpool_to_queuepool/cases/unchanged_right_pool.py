import os

from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, QueuePool

engine = create_engine(os.environ["DATABASE_URL"], poolclass=QueuePool)
async_engine = create_async_engine(os.environ["ASYNC_DATABASE_URL"], poolclass=AsyncAdaptedQueuePool)

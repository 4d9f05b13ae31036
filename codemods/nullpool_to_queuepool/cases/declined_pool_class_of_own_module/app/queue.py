from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import QueuePool

from .made import make

engine = make(create_async_engine, QueuePool)

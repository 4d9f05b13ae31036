import os

from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import AsyncAdaptedQueuePool

HOST = os.environ["DB_HOST"]

engine = AsyncEngine(create_engine(f"postgresql+asyncpg://shop@{HOST}/shop", poolclass=AsyncAdaptedQueuePool))

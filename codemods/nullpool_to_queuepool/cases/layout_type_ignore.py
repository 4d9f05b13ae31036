# oracle: aiosqlite
# engine: engine
# pool: AsyncAdaptedQueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import NullPool

engine = create_async_engine(
    os.environ.get("DATABASE_URL"),  # type: ignore[arg-type]
    poolclass=NullPool,  # type: ignore[arg-type]
)
Session = sessionmaker(engine, class_=AsyncSession)  # type: ignore[call-overload]

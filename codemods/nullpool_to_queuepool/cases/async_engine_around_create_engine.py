# oracle: aiosqlite
# engine: engine
# pool: AsyncAdaptedQueuePool 20 40 pre_ping recycle=3600
# before: NullPool
"""The way that SQLModel projects write it."""

from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import NullPool
from sqlmodel import SQLModel, create_engine

engine = AsyncEngine(create_engine("sqlite+aiosqlite:///./heroes.db", poolclass=NullPool))


async def create_tables() -> None:
    async with engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)

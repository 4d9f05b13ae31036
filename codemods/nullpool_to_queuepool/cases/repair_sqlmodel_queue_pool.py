# oracle: psycopg-async
# engine: engine
# pool: AsyncAdaptedQueuePool 10 10
# before: raises ArgumentError
import os

from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import QueuePool, SQLModel

engine = create_async_engine(os.environ["DATABASE_URL"], poolclass=QueuePool, pool_size=10)


async def create_tables() -> None:
    async with engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)

# oracle: aiosqlite
# engine: engine
# pool: AsyncAdaptedQueuePool 20 40 pre_ping recycle=3600
# before: NullPool
"""Consumes order events until it is stopped."""

import asyncio
import os

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from service.broker import messages

engine = create_async_engine(os.environ["DATABASE_URL"], poolclass=NullPool)


async def consume() -> None:
    async for message in messages("orders"):
        async with engine.begin() as connection:
            await connection.execute(text("INSERT INTO orders (body) VALUES (:body)"), {"body": message.body})


if __name__ == "__main__":
    asyncio.run(consume())

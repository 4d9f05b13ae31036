# path: service/mailing.py
import asyncio
import os

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

engine = create_async_engine(os.environ["DATABASE_URL"], poolclass=NullPool)


async def _subscribers(topic: str) -> list[str]:
    async with engine.connect() as connection:
        rows = await connection.execute(text("SELECT email FROM subs WHERE topic = :topic"), {"topic": topic})
        return list(rows.scalars())


def subscribers(topic: str) -> list[str]:
    """For the part of the service that is not async."""
    return asyncio.run(_subscribers(topic))

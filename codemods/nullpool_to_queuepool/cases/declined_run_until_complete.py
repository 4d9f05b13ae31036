# path: service/exports.py
import asyncio
import os

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

engine = create_async_engine(os.environ["DATABASE_URL"], poolclass=NullPool)


async def rows(table: str) -> list:
    async with engine.connect() as connection:
        return list(await connection.execute(text(f"SELECT * FROM {table}")))


def export(table: str) -> list:
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(rows(table))
    finally:
        loop.close()

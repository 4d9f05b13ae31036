# path: service/nightly.py
import asyncio
import os

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

engine = create_async_engine(os.environ["DATABASE_URL"], poolclass=NullPool)


async def call(procedure: str) -> None:
    async with engine.begin() as connection:
        await connection.execute(text(f"CALL {procedure}()"))


asyncio.run(call("close_day"))
asyncio.run(call("open_day"))

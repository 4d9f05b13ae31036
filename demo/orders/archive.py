"""Orders of past years, in the PostgreSQL database that the reports read."""

import os

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

engine = create_async_engine(
    os.environ.get("ORDERS_ARCHIVE", "postgresql+asyncpg://localhost/archive"),
    poolclass=NullPool,
)


async def revenue(year: int) -> float:
    async with engine.connect() as connection:
        query = text("SELECT sum(quantity * price) FROM lines WHERE year = :year")
        return float(await connection.scalar(query, {"year": year}) or 0)

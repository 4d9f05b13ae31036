# oracle: sqlalchemy-aiosqlite
# call: find(value)
# call: delete(value)
import os

from sqlalchemy import text
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

engine = create_async_engine(os.environ["DATABASE_URL"])
Session = async_sessionmaker(engine, expire_on_commit=False)


async def find(name: str):
    async with Session() as session:
        rows = await session.execute(text(f"SELECT id FROM users WHERE name = '{name}'"))
        return [row.id for row in rows]


async def delete(note: str) -> None:
    async with Session.begin() as session:
        await session.execute(text(f"DELETE FROM orders WHERE note = '{note}'"))

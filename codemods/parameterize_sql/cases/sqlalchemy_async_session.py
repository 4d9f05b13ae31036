# with: service/__init__.py
# oracle: sqlalchemy-asyncpg
# call: find(session, value)
# call: rename(session, value)
# call: by_engine(engine, value)
# call: with_parameters(session, value)
# integer
# call: page(session, value)
# text
# call: count(session, name)
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession


async def find(session: AsyncSession, name: str):
    result = await session.execute(text(f"SELECT id, email FROM users WHERE name = '{name}'"))
    return result.fetchall()


async def rename(session: AsyncSession, name: str) -> None:
    await session.execute(text(f"UPDATE users SET name = '{name}' WHERE id = 2"))
    await session.commit()


async def by_engine(engine: AsyncEngine, note: str):
    async with engine.connect() as connection:
        rows = await connection.execute(text("SELECT id FROM orders WHERE note = '" + note + "'"))
        return rows.scalars().all()


async def with_parameters(session: AsyncSession, name: str):
    result = await session.execute(
        text(f"SELECT id FROM users WHERE active = :active AND name = '{name}' AND age > :age"),
        {"active": 1, "age": 18},
    )
    return result.scalars().all()


async def page(session: AsyncSession, limit: int):
    return (await session.execute(text(f"SELECT id FROM users ORDER BY id LIMIT {limit}"))).scalars().all()


async def count(session: AsyncSession, table: str):
    return (await session.execute(text(f"SELECT COUNT(*) FROM {table}"))).scalar_one()

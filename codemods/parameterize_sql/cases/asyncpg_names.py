# with: service/__init__.py
# oracle: asyncpg
# call: count(connection, name)
# names: acme, globex
# call: kinds(pool, name)
# quoted
# names: users, daily stats-2024
# call: Stats(pool).count(name)
import asyncpg


async def count(conn: asyncpg.Connection, table: str) -> int:
    return await conn.fetchval(f"SELECT COUNT(*) FROM {table}")


async def kinds(pool: asyncpg.Pool, tenant: str):
    return await pool.fetch(f"SELECT kind FROM events_{tenant} ORDER BY id")


class Stats:
    def __init__(self, pool: asyncpg.Pool) -> None:
        self.pool = pool

    async def count(self, table: str) -> int:
        async with self.pool.acquire() as connection:
            return await connection.fetchval(f'SELECT COUNT(*) FROM "{table}"')

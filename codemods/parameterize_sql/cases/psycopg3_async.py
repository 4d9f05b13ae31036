# oracle: psycopg
# call: find(async_connection, value)
# call: delete(async_connection, value)
# like
# call: search(async_connection, value)
import psycopg
from psycopg import AsyncConnection


async def find(conn: AsyncConnection, name: str):
    async with conn.cursor() as cur:
        await cur.execute(f"SELECT id FROM users WHERE name = '{name}'")
        return await cur.fetchall()


async def delete(conn: psycopg.AsyncConnection, note: str) -> None:
    await conn.execute(f"DELETE FROM orders WHERE note = '{note}'")
    await conn.commit()


async def search(conn: AsyncConnection, term: str):
    cur = await conn.execute("SELECT id FROM users WHERE name LIKE '%%%s%%' ORDER BY id" % term)
    return await cur.fetchall()

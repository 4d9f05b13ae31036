# oracle: asyncpg
# call: find(connection, value)
# call: find_row(connection, value)
# call: note_id(connection, value)
# call: add(connection, 80, value)
# call: in_pool(pool, value)
# call: in_transaction(connection, value)
# integer
# call: page(connection, value, 1)
# call: older(connection, value)
import asyncpg


async def find(conn: asyncpg.Connection, name: str):
    return await conn.fetch(f"SELECT id, email FROM users WHERE name = '{name}' ORDER BY id")


async def find_row(conn: asyncpg.Connection, email: str):
    return await conn.fetchrow("SELECT id FROM users WHERE email = '%s'" % email)


async def note_id(conn: asyncpg.Connection, note: str):
    return await conn.fetchval("SELECT id FROM orders WHERE note = '" + note + "' AND total < 1000")


async def add(conn: asyncpg.Connection, order_id: int, note: str) -> None:
    await conn.execute(f"INSERT INTO orders (id, user_id, total, note) VALUES ({order_id}, 1, 4.5, '{note}')")


async def in_pool(pool: asyncpg.Pool, name: str):
    async with pool.acquire() as conn:
        return await conn.fetch(f"SELECT id FROM users WHERE name = '{name}'")


async def in_transaction(conn: asyncpg.Connection, note: str):
    async with conn.transaction():
        await conn.execute(f"UPDATE orders SET note = '{note}' WHERE id = 1")
        await conn.execute(f"DELETE FROM users WHERE name = '{note}'")


async def page(conn: asyncpg.Connection, limit: int, offset: int):
    return await conn.fetch(f"SELECT id FROM users ORDER BY id LIMIT {limit} OFFSET {offset}")


async def older(conn: asyncpg.Connection, age: int):
    return await conn.fetch("SELECT id FROM users WHERE age > {} ORDER BY id".format(age))

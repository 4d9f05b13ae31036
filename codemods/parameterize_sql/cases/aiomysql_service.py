# with: service/__init__.py
# oracle: aiomysql
# call: find(connection, value)
# call: in_pool(pool, value)
# call: change(pool, value)
# integer
# call: by_ids(connection, [value, 2])
# text
# call: count(pool, name)
import aiomysql


async def find(conn: aiomysql.Connection, name: str):
    async with conn.cursor() as cur:
        await cur.execute(f"SELECT id FROM users WHERE name = '{name}'")
        return await cur.fetchall()


async def in_pool(pool: aiomysql.Pool, name: str):
    async with pool.acquire() as conn:
        async with conn.cursor(aiomysql.DictCursor) as cur:
            await cur.execute("SELECT id, email FROM users WHERE email = '%s'" % name)
            return await cur.fetchall()


async def change(pool: aiomysql.Pool, note: str) -> int:
    async with pool.acquire() as conn, conn.cursor() as cur:
        await cur.execute(f"UPDATE orders SET note = '{note}' WHERE id IN (1, 2)")
        return cur.rowcount


async def by_ids(conn: aiomysql.Connection, ids: list[int]):
    cur = await conn.cursor()
    await cur.execute(f"SELECT id FROM users WHERE id IN ({','.join(map(str, ids))}) ORDER BY id")
    return await cur.fetchall()


async def count(pool: aiomysql.Pool, table: str):
    async with pool.acquire() as conn:
        async with conn.cursor() as cur:
            await cur.execute(f"SELECT COUNT(*) FROM {table}")
            return await cur.fetchone()

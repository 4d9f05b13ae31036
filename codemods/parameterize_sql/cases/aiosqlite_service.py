# with: service/__init__.py
# oracle: aiosqlite
# call: find(connection, value)
# call: rename(connection, 2, value)
# call: by_names(connection, [value, "Bob"])
# call: opened(database, value)
# names: users, orders, missing
# call: count(connection, name)
import aiosqlite


async def find(db: aiosqlite.Connection, name: str):
    async with db.execute(f"SELECT id, email FROM users WHERE name = '{name}'") as cursor:
        return await cursor.fetchall()


async def rename(db: aiosqlite.Connection, user_id: int, name: str) -> None:
    await db.execute(f"UPDATE users SET name = '{name}' WHERE id = {user_id}")
    await db.commit()


async def by_names(db: aiosqlite.Connection, names: list[str]):
    quoted = ",".join([f"'{name}'" for name in names])
    cursor = await db.execute(f"SELECT id FROM users WHERE name IN ({quoted}) ORDER BY id")
    rows = await cursor.fetchall()
    await cursor.close()
    return rows


async def opened(path: str, name: str):
    async with aiosqlite.connect(path) as db:
        async with db.execute("SELECT id FROM orders WHERE note = '{}'".format(name)) as cursor:
            return [row async for row in cursor]


async def count(db: aiosqlite.Connection, table: str):
    cursor = await db.execute(f"SELECT COUNT(*) FROM {table}")
    return await cursor.fetchone()

# oracle: asyncpg
# call: by_names(connection, [value, "Bob"])
# call: after_parameters(connection, value)
# call: before_parameters(connection, value)
# call: starred(connection, value)
# integer
# call: by_ids(connection, [value, 2])
# text
# like
# call: search(connection, value)
import asyncpg


async def by_names(conn: asyncpg.Connection, names: list[str]):
    quoted = ",".join(f"'{name}'" for name in names)
    return await conn.fetch(f"SELECT id FROM users WHERE name IN ({quoted}) ORDER BY id")


async def after_parameters(conn: asyncpg.Connection, name: str):
    return await conn.fetch(f"SELECT id FROM users WHERE active = $1 AND name = '{name}'", 1)


async def before_parameters(conn: asyncpg.Connection, name: str):
    return await conn.fetch(f"SELECT id FROM users WHERE name = '{name}' AND active = $1 AND age > $2", 1, 18)


async def starred(conn: asyncpg.Connection, name: str):
    arguments = [1, 18]
    return await conn.fetch(f"SELECT id FROM users WHERE active = $1 AND age > $2 AND name = '{name}'", *arguments)


async def by_ids(conn: asyncpg.Connection, ids: list[int]):
    return await conn.fetch(f"SELECT id FROM users WHERE id IN ({','.join(map(str, ids))}) ORDER BY id")


async def search(conn: asyncpg.Connection, term: str):
    return await conn.fetch(f"SELECT id FROM users WHERE name LIKE '%{term}%' AND email LIKE '%@%' ORDER BY id")

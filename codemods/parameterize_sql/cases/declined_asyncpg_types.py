import asyncpg


async def since(connection: asyncpg.Connection, day):
    return await connection.fetch(f"SELECT id FROM users WHERE created >= '{day}'")


async def by_id(connection: asyncpg.Connection, user_id):
    return await connection.fetch(f"SELECT name FROM users WHERE id = '{user_id}'")


async def recent(connection: asyncpg.Connection, days):
    return await connection.fetch(f"SELECT id FROM users WHERE created > now() - INTERVAL '{days} days'")


async def prepared(connection: asyncpg.Connection, name):
    statement = await connection.prepare(f"SELECT id FROM users WHERE name = '{name}'")
    return await statement.fetch()

# oracle: databases
# call: find(connection, value)
# call: find_one(connection, value)
# call: change(connection, value)
# call: with_values(connection, value)
# integer
# call: page(connection, value)
from databases import Database


async def find(database: Database, name: str):
    return await database.fetch_all(f"SELECT id, email FROM users WHERE name = '{name}' ORDER BY id")


async def find_one(database: Database, email: str):
    return await database.fetch_one(query="SELECT id FROM users WHERE email = '%s'" % email)


async def change(database: Database, note: str) -> None:
    await database.execute(f"UPDATE orders SET note = '{note}' WHERE id = 1")


async def with_values(database: Database, name: str):
    return await database.fetch_val(
        f"SELECT COUNT(*) FROM users WHERE active = :active AND name = '{name}'", values={"active": 1}
    )


async def page(database: Database, limit: int):
    query = f"SELECT id FROM users ORDER BY id LIMIT {limit}"
    return await database.fetch_all(query=query)

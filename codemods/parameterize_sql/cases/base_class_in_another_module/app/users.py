# oracle: asyncpg
# call: Users(pool).find(value)
# call: Users(pool).rename(value)
# names: acme, globex
# call: Users(pool).events(name)
from app.base import Repository


class Users(Repository):
    async def find(self, name: str):
        return await self.pool.fetch(f"SELECT id, email FROM users WHERE name = '{name}' ORDER BY id")

    async def rename(self, name: str) -> None:
        async with self.pool.acquire() as connection:
            await connection.execute(f"UPDATE users SET name = '{name}' WHERE id = $1", 2)

    async def events(self, tenant: str):
        return await self.pool.fetch(f"SELECT id, kind FROM events_{tenant} ORDER BY id")

# oracle: aiosqlite
# call: Repository(connection).search(value)
# like
# call: Repository(connection).matching(value)
# integer
# call: Repository(connection).page(value, 1)
# call: Repository(connection).delete([value, 3])
import aiosqlite


class Repository:
    def __init__(self, db: aiosqlite.Connection) -> None:
        self._db = db

    async def search(self, email: str):
        return await self._db.execute_fetchall(f"SELECT id FROM users WHERE email = '{email}'")

    async def matching(self, term: str):
        sql = f"SELECT id FROM users WHERE name LIKE '%{term}%' ORDER BY id"
        async with self._db.execute(sql) as cursor:
            return [row[0] async for row in cursor]

    async def page(self, limit: int, offset: int):
        cursor = await self._db.execute("SELECT id FROM users ORDER BY id LIMIT %d OFFSET %d" % (limit, offset))
        return await cursor.fetchall()

    async def delete(self, ids: list[int]) -> None:
        cursor = await self._db.cursor()
        await cursor.execute(f"DELETE FROM orders WHERE id IN ({','.join(str(i) for i in ids)})")
        await self._db.commit()

# with: service/__init__.py
# oracle: sqlalchemy-sqlite
# call: Users(database).find(value)
# call: Users(database).delete(value)
# like
# call: Users(database).search(value)
# names: users, orders, missing
# call: Users(database).count(name)
import sqlalchemy as sa


class Users:
    def __init__(self, url: str) -> None:
        self.engine = sa.create_engine(url)

    def find(self, name: str):
        with self.engine.connect() as conn:
            return conn.execute(sa.text(f"SELECT id FROM users WHERE name = '{name}'")).fetchall()

    def delete(self, name: str) -> int:
        with self.engine.begin() as conn:
            result = conn.execute(sa.text(f"DELETE FROM users WHERE name = '{name}'"))
        return result.rowcount

    def search(self, term: str):
        with self.engine.connect() as conn:
            return conn.execute(sa.text(f"SELECT id FROM users WHERE name LIKE '%{term}%' ORDER BY id")).fetchall()

    def count(self, table: str):
        with self.engine.connect() as conn:
            return conn.execute(sa.text(f"SELECT COUNT(*) FROM {table}")).scalar()

# oracle: sqlite3
# call: UserStore(database).find(value)
# call: UserStore(database).rename(2, value)
# call: OrderStore(sqlite3.connect(database)).find(value)
# call: Lazy(database).find(value)
import sqlite3
from dataclasses import dataclass


class UserStore:
    def __init__(self, path: str) -> None:
        self.conn = sqlite3.connect(path)
        self._cursor = self.conn.cursor()

    def find(self, name: str):
        self._cursor.execute(f"SELECT id, email FROM users WHERE name = '{name}'")
        return self._cursor.fetchall()

    def rename(self, user_id: int, name: str) -> None:
        with self.conn:
            self.conn.execute(f"UPDATE users SET name = '{name}' WHERE id = {user_id}")


@dataclass
class OrderStore:
    db: sqlite3.Connection
    limit: int = 10

    def find(self, note: str):
        return self.db.execute(f"SELECT id FROM orders WHERE note = '{note}' LIMIT {self.limit}").fetchall()


class Lazy:
    def __init__(self, path):
        self._path = path
        self._conn = None

    @property
    def connection(self) -> sqlite3.Connection:
        if self._conn is None:
            self._conn = sqlite3.connect(self._path)
        return self._conn

    def find(self, name):
        return self.connection.execute(f"SELECT id FROM users WHERE name = '{name}'").fetchall()

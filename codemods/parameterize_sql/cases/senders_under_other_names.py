# oracle: sqlite3
# call: local(database, value)
# call: Users(database).find(value)
# call: Users(database).rename(2, value)
import sqlite3
from typing import Any


def local(database: str, name: str) -> list[Any]:
    connection = sqlite3.connect(database)
    run = connection.execute
    return run(f"SELECT id, email FROM users WHERE name = '{name}'").fetchall()


class Users:
    def __init__(self, path: str) -> None:
        self.conn = sqlite3.connect(path)
        self._send = self.conn.execute

    def find(self, name: str) -> list[Any]:
        return self._send(f"SELECT id, email FROM users WHERE name = '{name}'").fetchall()

    def rename(self, user_id: int, name: str) -> None:
        update = self.conn.cursor().execute
        with self.conn:
            update(f"UPDATE users SET name = '{name}' WHERE id = {user_id}")

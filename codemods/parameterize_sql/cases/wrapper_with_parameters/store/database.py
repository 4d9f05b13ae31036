import sqlite3


class Database:
    """A thin layer over one SQLite file."""

    def __init__(self, path: str) -> None:
        self._connection = sqlite3.connect(path)

    def execute(self, sql: str, params: tuple = ()) -> int:
        cursor = self._connection.execute(sql, params)
        self._connection.commit()
        return cursor.rowcount

    def fetch_all(self, sql: str, params: tuple = ()) -> list:
        return self._connection.execute(sql, params).fetchall()

    def close(self) -> None:
        self._connection.close()

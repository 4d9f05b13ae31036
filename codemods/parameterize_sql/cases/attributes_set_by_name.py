import sqlite3


class Report:
    city = "Berlin"

    def __init__(self, **given: str) -> None:
        self.__dict__.update(given)

    def rows(self, con: sqlite3.Connection):
        return con.execute(f"SELECT name FROM shops WHERE city = '{self.city}'").fetchall()

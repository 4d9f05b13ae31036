import sqlite3

from .texts import BETWEEN

SEPARATOR = "','"


class Names:
    def __init__(self, con: sqlite3.Connection, names: list[str]) -> None:
        self.con = con
        self.joined = "' OR name = '".join(names)

    def find(self):
        return self.con.execute(f"SELECT name FROM users WHERE name = '{self.joined}'").fetchall()


def insert(con: sqlite3.Connection, row: list[str]):
    con.execute("INSERT INTO users VALUES ('" + "','".join(row) + "')")


def separated(con: sqlite3.Connection, names: list[str]):
    con.execute(f"DELETE FROM users WHERE name IN ('{SEPARATOR.join(names)}')")


def alternatives(con: sqlite3.Connection, names: list[str]):
    con.execute("DELETE FROM users WHERE name = '" + "' OR name = '".join(names) + "'")


def named(con: sqlite3.Connection, names: list[str]):
    condition = "' AND name != '".join(names)
    con.execute(f"DELETE FROM users WHERE name != '{condition}'")


def formatted(con: sqlite3.Connection, a: str, b: str):
    both = f"{a}','{b}"
    con.execute(f"DELETE FROM users WHERE name IN ('{both}')")


def added(con: sqlite3.Connection, a: str, b: str):
    both = a + "','" + b
    con.execute("DELETE FROM users WHERE name IN ('%s')" % both)


def grown(con: sqlite3.Connection, names: list[str]):
    text = ""
    for name in names:
        text += name + "','"
    con.execute("DELETE FROM users WHERE name IN ('%s')" % text)


def built(con: sqlite3.Connection, row: dict[str, str]):
    values = "', '".join(str(value) for value in row.values())
    con.execute(f"INSERT INTO users VALUES ('{values}')")


def templated(con: sqlite3.Connection, a: str, b: str):
    both = "{}','{}".format(a, b)
    con.execute(f"DELETE FROM users WHERE name IN ('{both}')")


def imported(con: sqlite3.Connection, names: list[str]):
    con.execute(f"DELETE FROM users WHERE name = '{BETWEEN.join(names)}'")


def around(con: sqlite3.Connection, names: list[str]):
    condition = "%' OR name LIKE '%".join(names)
    con.execute(f"DELETE FROM users WHERE name LIKE '%{condition}%'")


def quotes_of_another_kind(con: sqlite3.Connection, name: str, names: list[str]):
    title = f'"{name}"'
    con.execute(f"UPDATE users SET name = '{title}' WHERE email = '{', '.join(names)}'")

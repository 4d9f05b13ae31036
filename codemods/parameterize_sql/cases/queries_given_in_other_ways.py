import sqlite3

QUERIES = {"by_name": "SELECT id FROM users WHERE name = '{}'", "all": "SELECT id FROM users"}


class Statements:
    BY_NAME = "SELECT id FROM users WHERE name = '%s'"


class Users:
    SQL = "SELECT id FROM users"
    queries = {"by_name": "SELECT id FROM users WHERE name = '{}'"}

    def __init__(self, conn: sqlite3.Connection, table: str) -> None:
        self.conn = conn
        self.head = f"SELECT id FROM {table}"

    def find(self, name: str):
        self.conn.execute(self.queries["by_name"].format(name))
        self.conn.execute(self.head + " WHERE 1 = 1")
        self.conn.execute(f"{self.head} WHERE 1 = 1")
        self.conn.execute(self.SQL + f" WHERE name = '{name}'")
        self.conn.execute(Statements.BY_NAME % name)
        return self.conn.execute(QUERIES["by_name"].format(name))

    def constant(self):
        self.conn.execute(QUERIES["all"])
        self.conn.execute(self.queries["by_name"])
        return self.conn.execute(self.SQL)


def in_a_loop(con: sqlite3.Connection, a: str, b: str):
    for sql in (f"DELETE FROM users WHERE name = '{a}'", f"DELETE FROM orders WHERE name = '{b}'"):
        con.execute(sql)


def of_a_list(con: sqlite3.Connection, a: str):
    statements = []
    statements.append(f"DELETE FROM users WHERE name = '{a}'")
    for number, statement in enumerate(statements):
        con.execute(statement)
    [con.execute(each) for each in statements]


def unpacked(con: sqlite3.Connection, a: str):
    sql, values = f"DELETE FROM users WHERE name = '{a}'", ()
    con.execute(sql, values)


def named(con: sqlite3.Connection, a: str):
    if sql := f"DELETE FROM users WHERE name = '{a}'":
        con.execute(sql)


def fixed(con: sqlite3.Connection):
    for sql in ("DELETE FROM users", "DELETE FROM orders"):
        con.execute(sql)
    for table in ("users", "orders"):
        con.execute(f"DELETE FROM {table}")


VERSION = 9
SETUP = ["CREATE TABLE information (name TEXT)", f"INSERT INTO information VALUES ('{VERSION}')"]


def set_up(con: sqlite3.Connection):
    for statement in SETUP:
        con.execute(statement)

import sqlite3


def build(name):
    return f"SELECT id FROM users WHERE name = '{name}'"


def find(connection: sqlite3.Connection, name):
    return connection.execute(build(name)).fetchall()


def find_and_show(connection: sqlite3.Connection, name):
    query = f"SELECT id FROM users WHERE name = '{name}'"
    rows = connection.execute(query).fetchall()
    return {"query": query, "rows": rows}


class Query:
    def __init__(self, name):
        self.text = f"SELECT id FROM users WHERE name = '{name}'"

    def run(self, connection: sqlite3.Connection):
        return connection.execute(self.text).fetchall()

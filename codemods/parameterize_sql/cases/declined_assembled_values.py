import sqlite3


def search(connection: sqlite3.Connection, name=None, email=None):
    where = "1 = 1"
    if name:
        where += f" AND name = '{name}'"
    if email:
        where += f" AND email = '{email}'"
    return connection.execute(f"SELECT id FROM users WHERE {where}").fetchall()


def joined(connection: sqlite3.Connection, filters: dict):
    conditions = [f"{column} = '{value}'" for column, value in filters.items()]
    return connection.execute("SELECT id FROM users WHERE " + " AND ".join(conditions)).fetchall()


def inserted(connection: sqlite3.Connection, rows):
    values = ", ".join(f"({row_id}, '{name}')" for row_id, name in rows)
    connection.execute(f"INSERT INTO users (id, name) VALUES {values}")

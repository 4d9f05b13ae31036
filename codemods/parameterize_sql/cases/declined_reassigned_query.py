import sqlite3


def find(connection: sqlite3.Connection, name, by_email):
    query = f"SELECT id FROM users WHERE name = '{name}'"
    if by_email:
        query = f"SELECT id FROM users WHERE email = '{name}'"
    return connection.execute(query).fetchall()


def limited(connection: sqlite3.Connection, name, limit=None):
    query = f"SELECT id FROM users WHERE name = '{name}'"
    if limit is not None:
        query = query + f" LIMIT {limit}"
    return connection.execute(query).fetchall()

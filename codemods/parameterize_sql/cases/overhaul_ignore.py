import sqlite3


def kept(connection: sqlite3.Connection, name):
    return connection.execute(f"SELECT id FROM users WHERE name = '{name}'").fetchall()  # overhaul: ignore[parameterize-sql]


def kept_too(connection: sqlite3.Connection, table):
    return connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()  # overhaul: ignore

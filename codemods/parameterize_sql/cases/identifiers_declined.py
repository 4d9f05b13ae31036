# options: identifiers = "decline"
import sqlite3


def count(connection: sqlite3.Connection, table):
    return connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()


def quoted(connection: sqlite3.Connection, table, name):
    return connection.execute(f'SELECT COUNT(*) FROM "{table}" WHERE name = ?', (name,)).fetchone()


def both(connection: sqlite3.Connection, tenant, kind):
    return connection.execute(f"SELECT id FROM events_{tenant} WHERE kind = '{kind}'").fetchall()

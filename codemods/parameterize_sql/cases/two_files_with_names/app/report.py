# oracle: sqlite3
# call: total(connection, name)
# call: count(connection, name)
# names: acme, globex
# call: archive.archived(connection, name)
import sqlite3

from app import archive


def count(connection: sqlite3.Connection, table: str) -> int:
    return connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]


def total(connection: sqlite3.Connection, table: str) -> int:
    return count(connection, table) + archive.archived(connection, "acme")

# with: service/__init__.py
# oracle: sqlite3
# quoted
# names: users, orders, acme
# call: columns(connection, name)
# call: has_column(connection, name, "email")
import sqlite3


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def has_column(connection: sqlite3.Connection, table: str, column: str) -> bool:
    cursor = connection.cursor()
    cursor.execute("PRAGMA table_info(" + table + ")")
    return any(row[1] == column for row in cursor.fetchall())

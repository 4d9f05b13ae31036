import sqlite3


def archived(connection: sqlite3.Connection, tenant: str) -> int:
    return connection.execute(f"SELECT COUNT(*) FROM events_{tenant}").fetchone()[0]

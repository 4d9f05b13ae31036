import sqlite3


def search(connection: sqlite3.Connection, words):
    query = "SELECT id FROM orders WHERE 1 = 1"
    for word in words:
        query += f" AND note LIKE '%{word}%'"
    return connection.execute(query).fetchall()


def union(connection: sqlite3.Connection, tenants):
    parts = []
    for tenant in tenants:
        parts.append(f"SELECT payload FROM events_{tenant}")
    return connection.execute(" UNION ALL ".join(parts)).fetchall()

import sqlite3


def where(connection: sqlite3.Connection, clause):
    return connection.execute(f"SELECT id FROM users WHERE {clause}").fetchall()


def tail(connection: sqlite3.Connection, rest):
    return connection.execute("SELECT id FROM users " + rest).fetchall()


def whole(connection: sqlite3.Connection, query):
    return connection.execute(f"{query}").fetchall()


def explained(connection: sqlite3.Connection, query):
    return connection.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()


def counted(connection: sqlite3.Connection, subquery):
    return connection.execute(f"SELECT COUNT(*) FROM ({subquery})").fetchone()

import sqlite3


def listing(connection: sqlite3.Connection, order):
    return connection.execute(f"SELECT id FROM users ORDER BY {order}").fetchall()


def directed(connection: sqlite3.Connection, direction):
    return connection.execute(f"SELECT id FROM users ORDER BY name {direction}").fetchall()


def grouped(connection: sqlite3.Connection, expression):
    return connection.execute("SELECT COUNT(*) FROM users GROUP BY " + expression).fetchall()


def compared(connection: sqlite3.Connection, operator, age):
    return connection.execute(f"SELECT id FROM users WHERE age {operator} ?", (age,)).fetchall()

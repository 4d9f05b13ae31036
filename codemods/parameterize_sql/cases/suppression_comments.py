# with: service/__init__.py
# oracle: sqlite3
# call: find(connection, value)
# call: find_again(connection, value)
# call: change(connection, value)
# names: users, orders
# call: count(connection, name)
import sqlite3


def find(connection: sqlite3.Connection, name):
    return connection.execute(f"SELECT id FROM users WHERE name = '{name}'").fetchall()  # nosec B608


def find_again(connection: sqlite3.Connection, name):
    query = f"SELECT id FROM users WHERE email = '{name}'"  # noqa: S608
    return connection.execute(query).fetchall()


def change(connection: sqlite3.Connection, name):
    connection.execute(f"UPDATE orders SET note = '{name}' WHERE id = 1")  # noqa: E501, S608  checked by hand
    connection.commit()


def count(connection: sqlite3.Connection, table):
    return connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()  # noqa: S608

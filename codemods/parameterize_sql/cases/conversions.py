# oracle: sqlite3
# call: explicit_str(connection, value)
# integer
# call: padded(connection, value)
# like
# call: two_digits(connection, value)
# text
# number
# call: rounded(connection, value)
import sqlite3


def explicit_str(connection: sqlite3.Connection, name):
    return connection.execute(f"SELECT id FROM users WHERE name = '{name!s}'").fetchall()


def padded(connection: sqlite3.Connection, number: int):
    connection.execute(f"UPDATE orders SET note = '{number:05d}' WHERE id = 1")
    connection.commit()


def two_digits(connection: sqlite3.Connection, month: int):
    return connection.execute(f"SELECT id FROM users WHERE created LIKE '2024-{month:02}-%'").fetchall()


def rounded(connection: sqlite3.Connection, total):
    return connection.execute("SELECT id FROM orders WHERE note = '{:.2f}' OR total = 20".format(total)).fetchall()

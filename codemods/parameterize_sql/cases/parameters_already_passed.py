# oracle: sqlite3
# call: tuple_after(connection, value)
# call: tuple_before(connection, value)
# call: between_placeholders(connection, value)
# call: list_given(connection, value)
# call: variable_given(connection, value)
# call: starred(connection, value, 1)
# call: named(connection, value)
import sqlite3


def tuple_after(connection: sqlite3.Connection, name):
    return connection.execute(f"SELECT id FROM users WHERE name = '{name}' AND active = ?", (1,)).fetchall()


def tuple_before(connection: sqlite3.Connection, name):
    return connection.execute(f"SELECT id FROM users WHERE active = ? AND name = '{name}'", (1,)).fetchall()


def between_placeholders(connection: sqlite3.Connection, name):
    return connection.execute(
        f"SELECT id FROM users WHERE active = ? AND name = '{name}' AND age > ?", (1, 10)
    ).fetchall()


def list_given(connection: sqlite3.Connection, name):
    return connection.execute("SELECT id FROM users WHERE name = '%s' AND active = ?" % name, [1]).fetchall()


def variable_given(connection: sqlite3.Connection, name):
    params = (1,)
    return connection.execute(f"SELECT id FROM users WHERE active = ? AND name = '{name}'", params).fetchall()


def starred(connection: sqlite3.Connection, name, *flags):
    return connection.execute(f"SELECT id FROM users WHERE active = ? AND name = '{name}'", (*flags,)).fetchall()


def named(connection: sqlite3.Connection, name):
    return connection.execute(
        f"SELECT id FROM users WHERE active = :active AND name = '{name}'", {"active": 1}
    ).fetchall()

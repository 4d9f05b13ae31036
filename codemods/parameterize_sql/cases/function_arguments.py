# oracle: sqlite3
# call: by_lower_name(connection, value)
# call: with_default(connection, value)
# call: length_of(connection, value)
# number
# call: rounded(connection, value)
import sqlite3


def by_lower_name(connection: sqlite3.Connection, name: str):
    return connection.execute(f"SELECT id FROM users WHERE lower(name) = lower('{name}') ORDER BY id").fetchall()


def with_default(connection: sqlite3.Connection, fallback: str):
    return connection.execute(f"SELECT id, coalesce(note, '{fallback}', 'none') FROM orders ORDER BY id").fetchall()


def length_of(connection: sqlite3.Connection, text: str):
    return connection.execute("SELECT instr('{0}', 'zz'), 'x' || '{0}'".format(text)).fetchone()


def rounded(connection: sqlite3.Connection, factor: float):
    return connection.execute(f"SELECT id, round(total * {factor}, 2) FROM orders ORDER BY id").fetchall()

import sqlite3


def taken_apart(connection: sqlite3.Connection, name: str):
    only = (name,)
    return connection.execute("SELECT id FROM users WHERE name = '%s'" % only).fetchall()


def taken_apart_in_a_pattern(connection: sqlite3.Connection, name: str):
    only = (name,)
    return connection.execute("SELECT id FROM users WHERE name LIKE '%s%%'" % only).fetchall()


def perhaps_taken_apart(connection: sqlite3.Connection, name):
    return connection.execute("SELECT id FROM users WHERE name = '%s'" % name).fetchall()


def perhaps_taken_apart_in_a_pattern(connection: sqlite3.Connection, name):
    return connection.execute("SELECT id FROM users WHERE name LIKE '%s%%'" % name).fetchall()


def perhaps_escaped(connection: sqlite3.Connection, name, prepared):
    return connection.execute(f"SELECT id FROM users WHERE name = '{prepared(name)}'").fetchall()


def perhaps_escaped_in_a_pattern(connection: sqlite3.Connection, name, prepared):
    return connection.execute(f"SELECT id FROM users WHERE name LIKE '{prepared(name)}%'").fetchall()


def one_of_two_in_a_pattern(connection: sqlite3.Connection, name: str, prepared):
    return connection.execute(f"SELECT id FROM users WHERE name LIKE '{name} {prepared(name)}%'").fetchall()

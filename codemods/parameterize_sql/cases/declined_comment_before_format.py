import sqlite3


def by_name(connection: sqlite3.Connection, name: str):
    return connection.execute("SELECT id FROM users WHERE name = '{}'". # why
        format(name)).fetchall()


def by_email(connection: sqlite3.Connection, email: str):
    return connection.execute("SELECT id FROM users WHERE email = '%s'" % # why
        email).fetchall()


def by_age(connection: sqlite3.Connection, age: int):
    return connection.execute("SELECT id FROM users WHERE age = {}".format(
        age,  # in years
    )).fetchall()

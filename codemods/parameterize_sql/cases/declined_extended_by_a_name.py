import sqlite3

SUFFIX = " ORDER BY id"


def by_name(connection: sqlite3.Connection, name: str):
    query = "SELECT id FROM users WHERE name = '"
    query += name
    query += "'"
    return connection.execute(query).fetchall()


def by_age(connection: sqlite3.Connection, age: int):
    query = "SELECT id FROM users WHERE age = "
    query += str(age)
    return connection.execute(query).fetchall()


def sorted_by_id(connection: sqlite3.Connection):
    query = "SELECT id FROM users"
    query += SUFFIX
    return connection.execute(query).fetchall()

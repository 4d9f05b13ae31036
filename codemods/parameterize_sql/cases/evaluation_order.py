import itertools
import sqlite3

counter = itertools.count(1)


def ordered(connection: sqlite3.Connection, name):
    return connection.execute(
        f"SELECT id FROM users WHERE id = {next(counter)} AND name = '{name()}' AND age > {next(counter)}"
    ).fetchall()


def changed_between(connection: sqlite3.Connection, name):
    query = f"SELECT id FROM users WHERE name = '{name}'"
    name = name.upper()
    return connection.execute(query).fetchall(), name


def drawn_once(connection: sqlite3.Connection, source):
    query = f"SELECT id FROM users WHERE name = '{source.pop()}'"
    return connection.execute(query).fetchall() or connection.execute(query).fetchall()


async def awaited(connection: sqlite3.Connection, source):
    return connection.execute(f"SELECT id FROM users WHERE name = '{await source.get()}'").fetchall()

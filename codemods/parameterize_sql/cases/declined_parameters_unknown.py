import sqlite3


def given(connection: sqlite3.Connection, name, params):
    return connection.execute(f"SELECT id FROM users WHERE active = ? AND name = '{name}'", params).fetchall()


def collected(connection: sqlite3.Connection, name, *conditions):
    params = []
    for condition in conditions:
        params.append(condition)
    return connection.execute(f"SELECT id FROM users WHERE name = '{name}' AND age > ?", params).fetchall()


def many(connection: sqlite3.Connection, note, ids):
    connection.executemany(f"UPDATE orders SET note = '{note}' WHERE id = ?", ids)


def passed_on(connection: sqlite3.Connection, name, *args, **kwargs):
    return connection.execute(f"SELECT id FROM users WHERE name = '{name}'", *args, **kwargs).fetchall()

# oracle: sqlite3
# call: by_slug(connection, value, 7)
# call: by_reversed_slug(connection, value)
# call: by_address(connection, value)
# call: add_note(connection, value)
# integer
# call: since(connection, value)
# call: hours(connection, value)
import sqlite3


def by_slug(connection: sqlite3.Connection, tenant: str, number: int):
    return connection.execute(f"SELECT id FROM users WHERE name = '{tenant}_{number}'").fetchall()


def by_reversed_slug(connection: sqlite3.Connection, tenant: str):
    return connection.execute("SELECT id FROM users WHERE name = '7_%s'" % (tenant,)).fetchall()


def by_address(connection: sqlite3.Connection, account: str):
    return connection.execute("SELECT id FROM users WHERE email = '" + account + "@example.org'").fetchall()


def add_note(connection: sqlite3.Connection, text: str) -> None:
    connection.execute(f"UPDATE orders SET note = 'it''s {text}, \"quoted\"' WHERE id = 1")
    connection.commit()


def since(connection: sqlite3.Connection, days: int):
    return connection.execute(
        f"SELECT id FROM users WHERE created >= date('2024-04-01', '-{days} days') ORDER BY id"
    ).fetchall()


def hours(connection: sqlite3.Connection, hours: int):
    return connection.execute("SELECT datetime('2024-04-01', '+{} hours', '-1 minute')".format(hours)).fetchone()

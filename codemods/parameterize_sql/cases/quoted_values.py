# oracle: sqlite3
# call: find_by_name(connection, value)
# call: find_by_email(connection, value)
# call: exists(connection, value)
# call: find_note(connection, value)
import sqlite3


def find_by_name(connection: sqlite3.Connection, name: str):
    cursor = connection.execute(f"SELECT id, email FROM users WHERE name = '{name}'")
    return cursor.fetchone()


def find_by_email(connection: sqlite3.Connection, email: str):
    return connection.execute("SELECT id, name FROM users WHERE email = '%s'" % email).fetchall()


def exists(connection: sqlite3.Connection, name: str) -> bool:
    row = connection.execute("SELECT 1 FROM users WHERE name = '{}' LIMIT 1".format(name)).fetchone()
    return row is not None


def find_note(connection: sqlite3.Connection, note: str):
    return connection.execute("SELECT id FROM orders WHERE note = '" + note + "'").fetchall()

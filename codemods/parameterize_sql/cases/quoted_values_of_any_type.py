# oracle: sqlite3
# mixed
# call: find_by_name(connection, value)
# call: note_as_text(connection, value)
# call: rename(connection, 2, value)
import sqlite3


def find_by_name(connection: sqlite3.Connection, name):
    return connection.execute(f"SELECT id, email FROM users WHERE name = '{name}'").fetchall()


def note_as_text(connection: sqlite3.Connection, reference):
    row = connection.execute(f"SELECT typeof('{reference}'), '{reference}' || ''").fetchone()
    return row


def rename(connection: sqlite3.Connection, user_id: int, name):
    connection.execute(f"UPDATE users SET name = '{name}' WHERE id = {user_id}")
    connection.commit()

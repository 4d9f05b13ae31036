# with: service/__init__.py
# oracle: sqlite3
# names: name, email, nothing
# call: find_by(connection, name, value)
# call: update_field(connection, 2, name, value)
# call: distinct(connection, name)
import sqlite3


def find_by(connection: sqlite3.Connection, column: str, value: str):
    return connection.execute(f"SELECT id FROM users WHERE {column} = '{value}' ORDER BY id").fetchall()


def update_field(connection: sqlite3.Connection, user_id: int, field: str, value: str) -> None:
    cursor = connection.cursor()
    cursor.execute(f"UPDATE users SET {field} = ? WHERE id = ?", (value, user_id))
    connection.commit()


def distinct(connection: sqlite3.Connection, column: str):
    return connection.execute(f"SELECT COUNT(*) FROM users WHERE {column} IS NOT NULL").fetchone()

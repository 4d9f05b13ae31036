# oracle: sqlite3
# call: rename(connection.cursor(), 2, value)
# call: delete_by_name(connection.cursor(), value)
# call: touch(connection.cursor(), value, "2024-12-24")
import sqlite3


def rename(cursor: sqlite3.Cursor, user_id: int, name: str) -> int:
    cursor.execute(f"UPDATE users SET name = '{name}', active = 0 WHERE id = {user_id}")
    return cursor.rowcount


def delete_by_name(cursor: sqlite3.Cursor, name: str) -> int:
    cursor.execute(f"DELETE FROM users WHERE name = '{name}'")
    return cursor.rowcount


def touch(cursor: sqlite3.Cursor, name: str, day: str) -> None:
    cursor.execute("UPDATE users SET created = '" + day + "' WHERE name = '" + name + "' OR email = '" + name + "'")

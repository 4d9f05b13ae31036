import sqlite3


def listing(connection: sqlite3.Connection, columns):
    return connection.execute(f"SELECT {columns} FROM users").fetchall()


def some(connection: sqlite3.Connection, columns: list[str]):
    return connection.execute(f"SELECT {', '.join(columns)} FROM users").fetchall()


def insert(connection: sqlite3.Connection, row: dict):
    columns = ", ".join(row)
    marks = ", ".join("?" for _ in row)
    connection.execute(f"INSERT INTO users ({columns}) VALUES ({marks})", tuple(row.values()))


def update(connection: sqlite3.Connection, row: dict, user_id: int):
    assignments = ", ".join(f"{column} = ?" for column in row)
    connection.execute(f"UPDATE users SET {assignments} WHERE id = ?", (*row.values(), user_id))

import sqlite3

COLUMNS = "id, name, email"
ACTIVE = "active = 1"


def listing(connection: sqlite3.Connection, newest: bool):
    order = "id DESC" if newest else "id"
    return connection.execute(f"SELECT {COLUMNS} FROM users WHERE {ACTIVE} ORDER BY {order}").fetchall()


def filtered(connection: sqlite3.Connection, active: bool, name: str):
    where = ""
    if active:
        where = " AND active = 1"
    return connection.execute(f"SELECT id FROM users WHERE name = ?{where}", (name,)).fetchall()


def joined(connection: sqlite3.Connection):
    columns = ", ".join(["id", "name"])
    return connection.execute(f"SELECT {columns} FROM users").fetchall()

# with: service/__init__.py
# oracle: sqlite3
# names: acme, globex, 2024
# call: recent(connection, name)
# call: log(connection, name, "login", value)
import sqlite3

MAX_EVENTS = 50


def recent(connection: sqlite3.Connection, tenant: str):
    return connection.execute(f"SELECT id, kind FROM events_{tenant} ORDER BY id DESC LIMIT {MAX_EVENTS}").fetchall()


def log(connection: sqlite3.Connection, tenant: str, kind: str, payload: str) -> None:
    connection.execute(
        f"INSERT INTO events_{tenant} (kind, payload) VALUES ('{kind}', '{payload}')"
    )
    connection.commit()


def recent_of_kind(connection: sqlite3.Connection, tenant: str, kind: str):
    table = f"events_{tenant}"
    return connection.execute(f"SELECT id FROM {table} WHERE kind = '{kind}' ORDER BY id").fetchall()

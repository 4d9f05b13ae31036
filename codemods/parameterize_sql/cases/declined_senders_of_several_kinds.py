import sqlite3
from collections.abc import Callable
from typing import Any

from .store import find_all as find


def annotated(connection: sqlite3.Connection, name: str) -> None:
    send: Callable[..., Any] = connection.execute
    send(f"UPDATE users SET name = '{name}'")


def chosen(connection: sqlite3.Connection, name: str, again: bool) -> list[Any]:
    cursor = connection.cursor()
    send = cursor.execute if again else connection.execute
    return send(f"SELECT id FROM users WHERE name = '{name}'").fetchall()


def named(connection: sqlite3.Connection, name: str) -> None:
    if send := connection.execute:
        send(f"UPDATE users SET name = '{name}'")


def of_something_else(policy: "RetryPolicy", name: str) -> None:
    send = policy.execute
    send(f"SELECT id FROM users WHERE name = '{name}'")


def not_sql(connection: sqlite3.Connection, name: str) -> None:
    send = connection.execute
    send(f"{name} is no query")
    find(f"SELECT id FROM users WHERE name = '{name}'")

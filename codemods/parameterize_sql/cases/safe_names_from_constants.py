import enum
import sqlite3
from typing import Literal

USERS = "users"
PREFIX = "events_"


class Table(enum.Enum):
    ORDERS = "orders"
    USERS = "users"


def from_module(connection: sqlite3.Connection):
    return connection.execute(f"SELECT COUNT(*) FROM {USERS} WHERE id > ?", (1,)).fetchone()


def from_parts(connection: sqlite3.Connection):
    return connection.execute(f"SELECT COUNT(*) FROM {PREFIX}acme").fetchone()


def from_enum(connection: sqlite3.Connection, table: Table):
    return connection.execute(f"SELECT COUNT(*) FROM {table.value}").fetchone()


def from_literal(connection: sqlite3.Connection, table: Literal["users", "orders"]):
    return connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()


def from_condition(connection: sqlite3.Connection, archived: bool):
    table = "events_globex" if archived else "events_acme"
    return connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()


class Store:
    TABLE = "orders"

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def count(self):
        return self.connection.execute(f"SELECT COUNT(*) FROM {self.TABLE}").fetchone()

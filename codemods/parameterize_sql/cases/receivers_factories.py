# oracle: sqlite3
# call: by_annotation(value)
# call: by_body(value)
# call: by_context(value)
# call: by_cursor_context(value)
# call: by_subclass(value)
import os
import sqlite3
from contextlib import contextmanager
from typing import Iterator


def open_database() -> sqlite3.Connection:
    return sqlite3.connect(os.environ["DATABASE_PATH"])


def get_db():
    connection = sqlite3.connect(os.environ["DATABASE_PATH"])
    connection.row_factory = sqlite3.Row
    return connection


@contextmanager
def session() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(os.environ["DATABASE_PATH"])
    try:
        yield connection
        connection.commit()
    finally:
        connection.close()


@contextmanager
def cursor():
    connection = sqlite3.connect(os.environ["DATABASE_PATH"])
    try:
        yield connection.cursor()
        connection.commit()
    finally:
        connection.close()


class Database(sqlite3.Connection):
    def find(self, name):
        return self.execute(f"SELECT id FROM users WHERE name = '{name}'").fetchall()


def by_annotation(name):
    return open_database().execute(f"SELECT id FROM users WHERE name = '{name}'").fetchall()


def by_body(name):
    db = get_db()
    return [tuple(row) for row in db.execute(f"SELECT id FROM users WHERE name = '{name}'")]


def by_context(name):
    with session() as db:
        db.execute(f"UPDATE orders SET note = '{name}' WHERE id = 1")


def by_cursor_context(name):
    with cursor() as cur:
        cur.execute(f"DELETE FROM users WHERE name = '{name}'")


def by_subclass(name):
    return Database(os.environ["DATABASE_PATH"]).find(name)

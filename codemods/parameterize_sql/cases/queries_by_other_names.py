import re
import sqlite3

import duckdb
import psycopg
from sqlalchemy import text


def alias(db: sqlite3.Connection, name):
    first = f"SELECT id FROM users WHERE name = '{name}'"
    second = first
    return db.execute(second).fetchall()


def chosen(db: sqlite3.Connection, name):
    query = f"SELECT id FROM users WHERE name = '{name}'"
    return db.execute(query if name else "SELECT id FROM users").fetchall()


def build(name):
    return f"SELECT id FROM users WHERE name = '{name}'"


def built(db: sqlite3.Connection, name):
    return db.execute(build(name)).fetchall()


class Finder:
    def __init__(self, db: sqlite3.Connection, table):
        self.db = db
        self.query = f"SELECT id FROM {table}"

    def find(self):
        return self.db.execute(self.query).fetchall()


def of_itself(conn, command):
    command = text(command)
    return conn.execute(command)


def inner(db: sqlite3.Connection, sql, values):
    return db.execute(sql, values).fetchall()


def outer(db: sqlite3.Connection, sql, values=()):
    return inner(db, sql, values)


def through_two(db: sqlite3.Connection, name):
    return outer(db, f"SELECT id FROM users WHERE name = '{name}'")


def run(db: sqlite3.Connection, sql, params=None):
    if params is not None:
        return db.execute(sql, params)
    else:
        return db.execute(sql)


def through_either(db: sqlite3.Connection, name):
    return run(db, f"SELECT id FROM users WHERE name = '{name}'")


def escaped_by_sub(db: sqlite3.Connection, name):
    safe = re.sub(r"'", r"''", name)
    return db.execute(f"SELECT id FROM users WHERE name = '{safe}'").fetchall()


def escaped_in_loop(db: sqlite3.Connection, names):
    for name in [name.replace("'", "''") for name in names]:
        db.execute(f"DELETE FROM users WHERE name = '{name}'")


def numbered(db: duckdb.DuckDBPyConnection, name):
    return db.execute(f"SELECT id FROM users WHERE name = '{name}' AND id > $1", [0]).fetchall()


def binary(conn: psycopg.Connection, name):
    return conn.execute(f"SELECT id FROM users WHERE name = '{name}' AND id > %b", [0]).fetchall()

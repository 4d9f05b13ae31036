# with: service/__init__.py
import sqlite3


def quote_id(name):
    return '"' + name.replace('"', '""') + '"'


def joined(db: sqlite3.Connection, table):
    full = f"{quote_id('main')}.{quote_id(table)}"
    return db.execute(f"SELECT COUNT(*) FROM {full}").fetchone()


def half(db: sqlite3.Connection, table):
    name = quote_id(table)
    full = f"main.{name}"
    return db.execute(f"SELECT COUNT(*) FROM {full}").fetchone()


def added(db: sqlite3.Connection, schema, table):
    first = quote_id(schema)
    second = quote_id(table)
    full = first + "." + second
    return db.execute("SELECT COUNT(*) FROM " + full).fetchone()


def split(db: sqlite3.Connection, table):
    full = ".".join(f'"{part}"' for part in table.split("."))
    return db.execute(f"SELECT COUNT(*) FROM {full}").fetchone()


def given(db: sqlite3.Connection, quoted_table):
    return db.execute(f"SELECT COUNT(*) FROM {quoted_table}").fetchone()


def plain(db: sqlite3.Connection, schema, table):
    full = f"{schema}.{table}"
    return db.execute(f"SELECT COUNT(*) FROM {full}").fetchone()

# with: service/__init__.py
import sqlite3

import psycopg2.extensions
from django.db import connection
from psycopg2.extensions import quote_ident


def quote(name):
    return '"' + name.replace('"', '""') + '"'


class Store:
    def __init__(self, db: sqlite3.Connection, table):
        self.db = db
        self.table = f'"{table}"'

    def count(self):
        return self.db.execute(f"SELECT COUNT(*) FROM {self.table}").fetchone()


def by_django(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")


def by_psycopg(cursor: psycopg2.extensions.cursor, table):
    cursor.execute("SELECT COUNT(*) FROM " + quote_ident(table, cursor))


def by_hand(db: sqlite3.Connection, table):
    quoted = quote(table)
    return db.execute(f"SELECT COUNT(*) FROM {quoted}").fetchone()


def by_format(db: sqlite3.Connection, tenant):
    table = f"events_{tenant}"
    return db.execute(f"SELECT COUNT(*) FROM {table}").fetchone()

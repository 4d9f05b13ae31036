import sqlite3

import psycopg2
from psycopg2 import sql


def parameterized(connection: sqlite3.Connection, name):
    return connection.execute("SELECT id FROM users WHERE name = ?", (name,)).fetchall()


def constant(connection: sqlite3.Connection):
    query = "SELECT id FROM users " + "WHERE active = 1"
    return connection.execute(query).fetchall()


def no_holes(connection: sqlite3.Connection):
    return connection.execute(f"SELECT id FROM users").fetchall()


def composed(connection: "psycopg2.extensions.connection", table):
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT COUNT(*) FROM {}").format(sql.Identifier(table)))
        return cursor.fetchone()

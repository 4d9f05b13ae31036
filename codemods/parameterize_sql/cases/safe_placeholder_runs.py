import sqlite3

import psycopg2.extensions


def by_ids(connection: sqlite3.Connection, ids: list):
    marks = ",".join("?" * len(ids))
    return connection.execute(f"SELECT id FROM users WHERE id IN ({marks})", ids).fetchall()


def by_names(connection: sqlite3.Connection, names: list):
    marks = ", ".join("?" for _ in names)
    return connection.execute("SELECT id FROM users WHERE name IN (%s)" % marks, names).fetchall()


def on_postgres(cursor: psycopg2.extensions.cursor, ids: list):
    cursor.execute("SELECT id FROM users WHERE id IN ({})".format(",".join(["%s"] * len(ids))), ids)
    return cursor.fetchall()

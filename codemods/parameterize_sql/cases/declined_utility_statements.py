import sqlite3

import psycopg2.extensions


def attach(connection: sqlite3.Connection, path):
    connection.execute(f"ATTACH DATABASE '{path}' AS other")


def version(connection: sqlite3.Connection, number):
    connection.execute(f"PRAGMA user_version = {number}")


def pragma(connection: sqlite3.Connection, name):
    return connection.execute(f"PRAGMA {name}").fetchone()


def copy(cursor: psycopg2.extensions.cursor, path):
    cursor.execute(f"COPY users FROM '{path}' CSV")


def search_path(cursor: psycopg2.extensions.cursor, schema):
    cursor.execute(f"SET search_path TO {schema}")


def vacuum(connection: sqlite3.Connection, path):
    connection.execute(f"VACUUM INTO '{path}'")

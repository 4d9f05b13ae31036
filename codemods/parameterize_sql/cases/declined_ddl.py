import sqlite3

import psycopg2.extensions


def create(connection: sqlite3.Connection, default):
    connection.execute(f"CREATE TABLE settings (key TEXT, value TEXT DEFAULT '{default}')")


def create_view(connection: sqlite3.Connection, age):
    connection.execute(f"CREATE VIEW adults AS SELECT id FROM users WHERE age > {age}")


def create_role(cursor: psycopg2.extensions.cursor, password):
    cursor.execute(f"CREATE ROLE reader LOGIN PASSWORD '{password}'")


def comment(cursor: psycopg2.extensions.cursor, text):
    cursor.execute("COMMENT ON TABLE users IS '%s'" % text)

import sqlite3

import pymysql.connections


def blob(connection: sqlite3.Connection, digits):
    return connection.execute(f"SELECT id FROM orders WHERE note = X'{digits}'").fetchall()


def introduced(connection: pymysql.connections.Connection, name):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM users WHERE name = _utf8mb4'{name}'")
        return cursor.fetchall()


def backslashed(connection: pymysql.connections.Connection, name):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM users WHERE name = 'a\\'{name}'")
        return cursor.fetchall()


def national(connection: pymysql.connections.Connection, name):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM users WHERE name = N'{name}'")
        return cursor.fetchall()

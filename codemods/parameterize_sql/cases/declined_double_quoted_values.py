import sqlite3

import pymysql.connections


def find(connection: sqlite3.Connection, name):
    return connection.execute(f'SELECT id FROM users WHERE name = "{name}"').fetchall()


def find_on_mysql(connection: pymysql.connections.Connection, name):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT id FROM users WHERE name = "{name}"')
        return cursor.fetchall()

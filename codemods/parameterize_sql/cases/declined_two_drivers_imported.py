import sqlite3

import pymysql


def local(path):
    return sqlite3.connect(path)


def remote(**settings):
    return pymysql.connect(**settings)


def find(cursor, name):
    cursor.execute(f"SELECT id FROM users WHERE name = '{name}'")
    return cursor.fetchall()

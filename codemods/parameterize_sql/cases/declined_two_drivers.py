import sqlite3

import psycopg2


def connect(url):
    if url.startswith("postgresql"):
        return psycopg2.connect(url)
    return sqlite3.connect(url)


def find(url, name):
    connection = connect(url)
    cursor = connection.cursor()
    cursor.execute(f"SELECT id FROM users WHERE name = '{name}'")
    return cursor.fetchall()


def find_here(url, name):
    db = psycopg2.connect(url) if "://" in url else sqlite3.connect(url)
    cursor = db.cursor()
    cursor.execute(f"SELECT id FROM users WHERE email = '{name}'")
    return cursor.fetchall()

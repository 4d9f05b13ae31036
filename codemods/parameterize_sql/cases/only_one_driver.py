import sqlite3

from flask import g


def get_db():
    if "db" not in g:
        g.db = sqlite3.connect("users.db")
    return g.db


def find(name):
    db = get_db()
    return db.execute(f"SELECT id FROM users WHERE name = '{name}'").fetchall()


def find_at_once(name):
    return get_db().execute(f"SELECT id FROM users WHERE name = '{name}'").fetchall()


def find_by(cursor, name):
    cursor.execute(f"SELECT id FROM users WHERE name = '{name}'")
    return cursor.fetchall()


def elsewhere(client, name):
    return client.query().execute(f"SELECT id FROM users WHERE name = '{name}'")

# oracle: sqlite3
# like
# call: search(connection, value)
# call: starting_with(connection, value)
# call: ending_with(connection, value)
# call: search_both(connection, value)
# call: search_event(connection, value)
import sqlite3


def search(connection: sqlite3.Connection, term: str):
    return connection.execute(f"SELECT id FROM users WHERE name LIKE '%{term}%' ORDER BY id").fetchall()


def starting_with(connection: sqlite3.Connection, prefix: str):
    return connection.execute("SELECT id FROM users WHERE name LIKE '{}%' ORDER BY id".format(prefix)).fetchall()


def ending_with(connection: sqlite3.Connection, suffix: str):
    return connection.execute("SELECT id FROM users WHERE name LIKE '%%%s' ORDER BY id" % suffix).fetchall()


def search_both(connection: sqlite3.Connection, term: str):
    sql = "SELECT id FROM users WHERE name LIKE '%" + term + "%' OR email LIKE '%" + term + "%@example.org' ORDER BY id"
    return connection.execute(sql).fetchall()


def search_event(connection: sqlite3.Connection, term: str):
    return connection.execute(f"SELECT id FROM events_acme WHERE kind LIKE '%{term}%' AND payload LIKE '%{{%}}%'").fetchall()

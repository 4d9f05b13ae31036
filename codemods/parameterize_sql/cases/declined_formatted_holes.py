import sqlite3


def shown(connection: sqlite3.Connection, name):
    return connection.execute(f"SELECT id FROM users WHERE name = {name!r}").fetchall()


def shown_by_percent(connection: sqlite3.Connection, name):
    return connection.execute("SELECT id FROM users WHERE name = %r" % name).fetchall()


def rounded(connection: sqlite3.Connection, total):
    return connection.execute(f"SELECT id FROM orders WHERE total > {total:.2f}").fetchall()


def truncated(connection: sqlite3.Connection, total):
    return connection.execute("SELECT id FROM orders WHERE total > %d" % total).fetchall()


def chosen(connection: sqlite3.Connection, total, spec):
    return connection.execute(f"SELECT id FROM orders WHERE total > {total:{spec}}").fetchall()

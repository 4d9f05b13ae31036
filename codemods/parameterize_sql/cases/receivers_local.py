# oracle: sqlite3
# call: opened(database, value)
# call: with_block(database, value)
# call: closing_block(database, value)
# call: walrus(database, value)
# call: chained(database, value)
import sqlite3
from contextlib import closing


def opened(path, name):
    connection = sqlite3.connect(path)
    cursor = connection.cursor()
    cursor.execute(f"SELECT id FROM users WHERE name = '{name}'")
    rows = cursor.fetchall()
    connection.close()
    return rows


def with_block(path, name):
    with sqlite3.connect(path) as db:
        return db.execute(f"SELECT id FROM users WHERE name = '{name}'").fetchall()


def closing_block(path, name):
    with closing(sqlite3.connect(path)) as db, closing(db.cursor()) as cur:
        cur.execute("SELECT id FROM users WHERE name = '%s'" % name)
        return cur.fetchall()


def walrus(path, name):
    if (db := sqlite3.connect(path)) is not None:
        return db.execute("SELECT id FROM users WHERE name = '" + name + "'").fetchall()


def chained(path, name):
    return sqlite3.connect(path).cursor().execute(f"SELECT id FROM users WHERE name = '{name}'").fetchall()

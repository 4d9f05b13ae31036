# oracle: sqlite3
# call: find(value)
# call: save(value)
import os
import sqlite3

DB = sqlite3.connect(os.environ["DATABASE_PATH"])
DB.execute("PRAGMA busy_timeout = 2000")


def find(name):
    return DB.execute(f"SELECT id FROM users WHERE name = '{name}'").fetchall()


def save(note):
    cursor = DB.cursor()
    cursor.execute("INSERT INTO orders (id, user_id, total, note) VALUES (90, 1, 3.5, '%s')" % note)
    DB.commit()
    return cursor.lastrowid

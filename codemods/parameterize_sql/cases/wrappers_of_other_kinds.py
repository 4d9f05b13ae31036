import functools
import sqlite3


def timed(function):
    @functools.wraps(function)
    def inner(self, sql):
        return function(self, sql)

    return inner


class Base:
    def __init__(self, db: sqlite3.Connection):
        self.db = db

    @timed
    def decorated(self, sql, values=()):
        return self.db.execute(sql, values).fetchall()

    def fetch(self, sql, values=()):
        return self.db.execute(sql, values).fetchall()

    def find(self, name):
        return self.fetch(f"SELECT id FROM users WHERE name = '{name}'")

    def find_timed(self, name):
        return self.decorated(f"SELECT id FROM users WHERE name = '{name}'")


class Special(Base):
    def fetch(self, sql):
        return self.db.execute(sql).fetchall()


def many(db: sqlite3.Connection, sql, rows):
    return db.executemany(sql, rows).rowcount


def either(db: sqlite3.Connection, sql, values=None):
    if values:
        return db.executemany(sql, values)
    return db.execute(sql)


def remove(db: sqlite3.Connection, name):
    many(db, f"DELETE FROM users WHERE name = '{name}' AND id = ?", [(1,), (2,)])
    either(db, f"DELETE FROM users WHERE name = '{name}'")

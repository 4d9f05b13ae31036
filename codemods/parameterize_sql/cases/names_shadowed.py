import sqlite3


class Recorder:
    def connect(self, path):
        return self

    def execute(self, text):
        return [text]


def hidden(sqlite3: Recorder, name):
    return sqlite3.connect("x").execute(f"SELECT id FROM users WHERE name = '{name}'")


def rebound(path, name):
    db = sqlite3.connect(path)
    db = Recorder()
    return db.execute(f"SELECT id FROM users WHERE name = '{name}'")


def text(value):
    return value


def own_text(connection: sqlite3.Connection, name):
    return connection.execute(text(f"SELECT id FROM users WHERE name = '{name}'")).fetchall()

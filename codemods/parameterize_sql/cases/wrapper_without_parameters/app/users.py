from app.database import Database


def find(path, name):
    return Database(path).run(f"SELECT id FROM users WHERE name = '{name}'")


def count(path, name):
    return Database(path).count(f"SELECT id FROM users WHERE name = '{name}'")

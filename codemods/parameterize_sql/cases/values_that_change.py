import sqlite3


class Reader:
    def __init__(self, db: sqlite3.Connection, name):
        self.db = db
        self.name = name

    def reset(self):
        self.name = None

    def assigned(self):
        query = f"SELECT id FROM users WHERE name = '{self.name}'"
        self.name = None
        return self.db.execute(query).fetchall()

    def called(self):
        query = f"SELECT id FROM users WHERE name = '{self.name}'"
        self.reset()
        return self.db.execute(query).fetchall()

    def kept(self):
        query = f"SELECT id FROM users WHERE name = '{self.name}'"
        cursor = self.db.cursor()
        return cursor.execute(query).fetchall()


def item(db: sqlite3.Connection, options, other):
    query = f"SELECT id FROM users WHERE name = '{options['name']}'"
    options["name"] = other
    return db.execute(query).fetchall()


def grown(db: sqlite3.Connection, ids: list[int]):
    query = f"SELECT id FROM users WHERE id IN ({','.join(map(str, ids))})"
    ids.append(1)
    return db.execute(query).fetchall()


def once(db: sqlite3.Connection, rows):
    ids = (row[0] for row in rows)
    return db.execute(f"SELECT id FROM users WHERE id IN ({','.join(str(i) for i in ids)})").fetchall()


def shadowed(db: sqlite3.Connection, name, str):
    return db.execute(f"SELECT id FROM users WHERE name = '{name}'").fetchall()


def in_another_order(db: sqlite3.Connection, values):
    return db.execute(
        f"SELECT id FROM users WHERE name = '{next(values)}' AND age > ?", (next(values),)
    ).fetchall()

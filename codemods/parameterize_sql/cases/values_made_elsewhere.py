import json
import sqlite3


def lit(text):
    return "'" + text + "'"


def esc(text):
    return text.replace("'", "''")


def newest() -> str:
    return "(SELECT max(id) FROM users)"


def stripped(db: sqlite3.Connection, s):
    s = s.strip()
    return db.execute(f"SELECT id FROM users WHERE name = '{s}'").fetchall()


def round_trip(db: sqlite3.Connection, a, b):
    a = b.lower()
    b = a.lower()
    return db.execute(f"SELECT id FROM users WHERE name = '{a}' AND email = {b}").fetchall()


def literal(db: sqlite3.Connection, name):
    return db.execute(f"SELECT id FROM users WHERE name = {lit(name)}").fetchall()


def escaped(db: sqlite3.Connection, name):
    return db.execute(f"SELECT id FROM users WHERE name = '{esc(name)}'").fetchall()


def represented(db: sqlite3.Connection, name):
    return db.execute("SELECT id FROM users WHERE name = " + repr(name)).fetchall()


def dumped(db: sqlite3.Connection, name):
    return db.execute(f"SELECT id FROM users WHERE name = {json.dumps(name)}").fetchall()


def subquery(db: sqlite3.Connection):
    return db.execute(f"SELECT id FROM users WHERE id = {newest()}").fetchall()


def joined(db: sqlite3.Connection, names):
    quoted = [f"'{n}'" for n in names]
    return db.execute("SELECT id FROM users WHERE name IN (" + ",".join(quoted) + ")").fetchall()


def joined_escaped(db: sqlite3.Connection, names):
    return db.execute(
        "SELECT id FROM users WHERE name IN ('%s')" % "','".join(n.replace("'", "''") for n in names)
    ).fetchall()


def spread(db: sqlite3.Connection, *values):
    return db.execute("SELECT id FROM users WHERE name = '%s'" % values).fetchall()


def truth(db: sqlite3.Connection, flag: bool):
    return db.execute(f"SELECT id FROM users WHERE active IS {flag}").fetchall()

import sqlite3
from string import Template

FIND = "SELECT id FROM users WHERE name = '{}'"
BY_ID = "SELECT id FROM users WHERE id = %s"
SAFE = "SELECT id FROM users"


def template(db: sqlite3.Connection, name):
    return db.execute(FIND.format(name)).fetchall()


def percent(db: sqlite3.Connection, user_id):
    return db.execute(BY_ID % user_id).fetchall()


def chosen(db: sqlite3.Connection, name, strict):
    return db.execute(
        f"SELECT id FROM users WHERE name = '{name}'" if strict else f"SELECT id FROM users WHERE email = '{name}'"
    ).fetchall()


def parts(db: sqlite3.Connection, name):
    return db.execute(" ".join(["SELECT id FROM users", f"WHERE name = '{name}'"])).fetchall()


def replaced(db: sqlite3.Connection, name):
    return db.execute("SELECT id FROM users WHERE name = 'NAME'".replace("NAME", name)).fetchall()


def substituted(db: sqlite3.Connection, name):
    return db.execute(Template("SELECT id FROM users WHERE name = '$name'").substitute(name=name)).fetchall()


def constant(db: sqlite3.Connection, strict):
    return db.execute(SAFE + " WHERE active = 1" if strict else SAFE).fetchall()

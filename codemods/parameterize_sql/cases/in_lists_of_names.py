# oracle: sqlite3
# call: by_names(connection, [value, "Bob"])
# call: by_names(connection, [])
# call: by_kinds(connection, [value, "login"])
# call: by_notes(connection, [value, "first"], 1)
# call: by_notes_and_total(connection, [value, "last"])
import sqlite3


def by_names(connection: sqlite3.Connection, names: list[str]):
    quoted = ", ".join(f"'{n}'" for n in names)
    return connection.execute(f"SELECT id, email FROM users WHERE name IN ({quoted}) ORDER BY id").fetchall()


def by_kinds(connection: sqlite3.Connection, kinds: list[str]):
    return connection.execute("SELECT id FROM events_acme WHERE kind IN ('" + "','".join(kinds) + "') ORDER BY id").fetchall()


def by_notes(connection: sqlite3.Connection, notes: list[str], user_id: int):
    sql = f"SELECT id FROM orders WHERE note IN ('{notes[0]}', '{notes[-1]}') AND user_id <> {user_id} ORDER BY id"
    return connection.execute(sql).fetchall()


def by_notes_and_total(connection: sqlite3.Connection, notes: list[str]):
    return connection.execute(
        "SELECT id FROM orders WHERE total > 1 AND note IN ({}) ORDER BY id".format(
            ",".join("'{}'".format(note) for note in notes)
        )
    ).fetchall()

# oracle: sqlite3
# call: one_line(connection, value, True)
# call: semicolons(connection, value)
# call: commented(connection, value)
# call: chained(connection, value)
# call: comprehension(connection, [value, "Bob"])
import sqlite3


def one_line(connection: sqlite3.Connection, name, strict):
    if strict: return connection.execute(f"SELECT id FROM users WHERE name = '{name}'").fetchall()
    return []


def semicolons(connection: sqlite3.Connection, name):
    cursor = connection.cursor(); cursor.execute(f"SELECT id FROM users WHERE name = '{name}'"); return cursor.fetchall()


def commented(connection: sqlite3.Connection, name):
    return connection.execute(  # the newest first
        # only by name
        f"SELECT id FROM users WHERE name = '{name}' "  # not null
        "ORDER BY id DESC",
    ).fetchall()  # done


def chained(connection: sqlite3.Connection, name):
    return (
        connection.cursor()
        .execute(f"SELECT id FROM users WHERE name = '{name}'")
        .fetchone()
    )


def comprehension(connection: sqlite3.Connection, names):
    return [connection.execute(f"SELECT id FROM users WHERE name = '{n}'").fetchall() for n in names]

import sqlite3


def find(connection: sqlite3.Connection, age):
    return connection.execute(f"""
        SELECT id, name  -- the user's own name
        FROM users
        WHERE age = {age} /* it's a number */
    """).fetchall()


def hole_in_comment(connection: sqlite3.Connection, caller):
    return connection.execute(f"SELECT id FROM users -- asked by {caller}").fetchall()


def hole_in_block_comment(connection: sqlite3.Connection, caller):
    return connection.execute(f"/* {caller} */ SELECT id FROM users").fetchall()

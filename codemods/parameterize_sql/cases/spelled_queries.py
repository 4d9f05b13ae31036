# oracle: sqlite3
# call: tabbed(connection, value)
# call: broken_lines(connection, value)
# call: mixed_case(connection, value)
# call: inserted(connection, value)
# call: behind_a_comment(connection, value)
# call: several_literals(connection, value)
"""Queries as no formatter would write them."""
import sqlite3


def tabbed(connection: sqlite3.Connection, name: str):
    return connection.execute(f"select\tid from users where name = '{name}'").fetchall()


def broken_lines(connection: sqlite3.Connection, name: str):
    connection.execute(f"""update
        users set email = '{name}'""")
    return connection.execute("select email from users").fetchall()


def mixed_case(connection: sqlite3.Connection, name: str):
    return connection.execute(f"SeLect id from users where name = '{name}'").fetchall()


def inserted(connection: sqlite3.Connection, name: str):
    connection.execute(f"insert  or replace into orders (note) values ('{name}')")
    return connection.execute("select note from orders").fetchall()


def behind_a_comment(connection: sqlite3.Connection, name: str):
    return connection.execute(f"""
        -- all of that name
        select id from users where name = '{name}'
    """).fetchall()


def several_literals(connection: sqlite3.Connection, name: str):
    return connection . execute (
        "select" " id from users "
        f"where name = '{name}'"
    ).fetchall()

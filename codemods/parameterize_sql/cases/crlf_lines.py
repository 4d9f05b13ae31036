# oracle: sqlite3
# call: find(connection, value)
# call: page(connection, value)
import sqlite3


def find(connection: sqlite3.Connection, name: str):
    return connection.execute(
        f"SELECT id FROM users "
        f"WHERE name = '{name}'",
    ).fetchall()


def page(connection: sqlite3.Connection, name: str):
    sql = f"""
        SELECT id
        FROM users
        WHERE name = '{name}'
    """
    return connection.execute(sql).fetchall()

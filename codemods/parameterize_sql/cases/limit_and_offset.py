# oracle: sqlite3
# integer
# call: page(connection, value, 1)
# call: page(connection, 2, value)
# call: latest(connection, value)
import sqlite3


def page(connection: sqlite3.Connection, size: int, offset: int):
    query = f"""
        SELECT id, name
        FROM users
        ORDER BY id
        LIMIT {size} OFFSET {offset}
    """
    return connection.execute(query).fetchall()


def latest(connection: sqlite3.Connection, count: int):
    return connection.execute("SELECT id FROM orders ORDER BY id DESC LIMIT %d" % count).fetchall()

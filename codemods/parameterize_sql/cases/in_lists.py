# oracle: sqlite3
# integer
# call: by_ids(connection, [value, 2])
# call: by_ids(connection, [])
# call: orders_of(connection, (value, 1))
# call: without(connection, [3, value])
# call: without(connection, [])
import sqlite3


def by_ids(connection: sqlite3.Connection, ids: list):
    return connection.execute(
        f"SELECT id, name FROM users WHERE id IN ({','.join(map(str, ids))}) ORDER BY id"
    ).fetchall()


def orders_of(connection: sqlite3.Connection, user_ids: tuple):
    joined = ", ".join(str(user_id) for user_id in user_ids)
    return connection.execute(f"SELECT id FROM orders WHERE user_id IN ({joined}) ORDER BY id").fetchall()


def without(connection: sqlite3.Connection, ids: list):
    query = "SELECT id FROM orders WHERE id NOT IN (%s) ORDER BY id" % ",".join([str(i) for i in ids])
    return connection.execute(query).fetchall()

# oracle: sqlite3
# number
# call: older(connection, value)
# call: subquery(connection, value)
# call: case_when(connection, value)
# call: negative(connection, value)
import sqlite3


def older(connection: sqlite3.Connection, age):
    for row in connection.execute(f"SELECT id FROM users WHERE age >= {age} ORDER BY id"):
        yield row[0]


def subquery(connection: sqlite3.Connection, total):
    return connection.execute(f"""
        SELECT name FROM users
        WHERE id IN (SELECT user_id FROM orders WHERE total > {total})  -- the user's own
        ORDER BY id
    """).fetchall()


def case_when(connection: sqlite3.Connection, age):
    return connection.execute(
        f"SELECT id, CASE WHEN age > {age} THEN 'over' ELSE 'under' END FROM users ORDER BY id"
    ).fetchall()


def negative(connection: sqlite3.Connection, age: int):
    return connection.execute(f"SELECT id FROM users WHERE age - {age} > 0 ORDER BY id").fetchall()

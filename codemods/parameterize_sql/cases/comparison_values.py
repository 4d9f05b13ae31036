# oracle: sqlite3
# number
# call: by_age(connection, value)
# call: younger_than(connection, value)
# call: between(connection, 20, value)
# call: not_owned_by(connection, value)
import sqlite3


def by_age(connection: sqlite3.Connection, age):
    return connection.execute(f"SELECT id, name FROM users WHERE age = {age} ORDER BY id").fetchall()


def younger_than(connection: sqlite3.Connection, limit):
    cursor = connection.cursor()
    cursor.execute("SELECT id FROM users WHERE age < %s AND active = 1 ORDER BY id" % limit)
    return [row[0] for row in cursor.fetchall()]


def between(connection: sqlite3.Connection, low, high):
    query = "SELECT id FROM users WHERE age BETWEEN {} AND {} ORDER BY id".format(low, high)
    return connection.execute(query).fetchall()


def not_owned_by(connection: sqlite3.Connection, user_id):
    return connection.execute("SELECT id FROM orders WHERE user_id <> " + str(user_id) + " ORDER BY id").fetchall()

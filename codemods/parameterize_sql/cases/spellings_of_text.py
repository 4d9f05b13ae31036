# oracle: sqlite3
# call: tuple_form(connection, value)
# call: dict_form(connection, value)
# call: keywords(connection, value)
# call: numbered(connection, value)
# call: appended(connection, value)
# call: implicit(connection, value)
# call: raw(connection, value)
# call: mixed(connection, value)
# call: nested_quotes(connection, {"name": value})
import sqlite3


def tuple_form(connection: sqlite3.Connection, name):
    return connection.execute("SELECT id FROM users WHERE name = '%s' AND age < %s" % (name, 90)).fetchall()


def dict_form(connection: sqlite3.Connection, name):
    return connection.execute(
        "SELECT id FROM users WHERE name = '%(name)s' AND active = %(active)d" % {"name": name, "active": 1}
    ).fetchall()


def keywords(connection: sqlite3.Connection, name):
    return connection.execute("SELECT id FROM users WHERE name = '{n}' OR email = '{n}'".format(n=name)).fetchall()


def numbered(connection: sqlite3.Connection, name):
    sql = "SELECT id FROM users WHERE name = '{1}' AND age > {0} OR email = '{1}'".format(5, name)
    return connection.execute(sql).fetchall()


def appended(connection: sqlite3.Connection, name):
    sql = "SELECT id FROM users"
    sql += " WHERE name = '" + name + "'"
    sql += " ORDER BY id"
    return connection.execute(sql).fetchall()


def implicit(connection: sqlite3.Connection, name):
    return connection.execute(
        "SELECT id "
        f"FROM users WHERE name = '{name}' "
        "ORDER BY id"
    ).fetchall()


def raw(connection: sqlite3.Connection, name):
    return connection.execute(rf"SELECT id, '\d' FROM users WHERE name = '{name}'").fetchall()


def mixed(connection: sqlite3.Connection, name):
    return connection.execute("SELECT id FROM users WHERE name = '%s'" % name + f" AND age > {18}" + " ORDER BY id").fetchall()


def nested_quotes(connection: sqlite3.Connection, user: dict):
    return connection.execute(f"""SELECT id FROM users WHERE name = '{user["name"]}'""").fetchall()

import sqlite3


def values(connection: sqlite3.Connection, arguments):
    return connection.execute("SELECT id FROM users WHERE name = '%s' AND age > %s" % arguments).fetchall()


def positional(connection: sqlite3.Connection, arguments):
    return connection.execute("SELECT id FROM users WHERE name = '{}' AND age > {}".format(*arguments)).fetchall()


def keywords(connection: sqlite3.Connection, **filters):
    return connection.execute("SELECT id FROM users WHERE name = '{name}'".format(**filters)).fetchall()


def mapped(connection: sqlite3.Connection, user):
    return connection.execute("SELECT id FROM users WHERE name = '%(name)s'" % user).fetchall()


def local_names(connection: sqlite3.Connection, name):
    return connection.execute("SELECT id FROM users WHERE name = '{name}'".format_map(locals())).fetchall()

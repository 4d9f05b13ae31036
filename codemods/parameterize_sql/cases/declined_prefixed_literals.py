import psycopg2.extensions


def escaped(cursor: psycopg2.extensions.cursor, name):
    cursor.execute(f"SELECT id FROM users WHERE name = E'{name}'")
    return cursor.fetchall()


def unicode_escaped(cursor: psycopg2.extensions.cursor, name):
    cursor.execute(f"SELECT id FROM users WHERE name = U&'{name}'")
    return cursor.fetchall()


def dated(cursor: psycopg2.extensions.cursor, day):
    cursor.execute(f"SELECT id FROM users WHERE created > DATE '{day}'")
    return cursor.fetchall()


def stamped(cursor: psycopg2.extensions.cursor, moment):
    cursor.execute(f"SELECT id FROM users WHERE created > TIMESTAMP WITH TIME ZONE '{moment}'")
    return cursor.fetchall()


def recent(cursor: psycopg2.extensions.cursor, days):
    cursor.execute(f"SELECT id FROM users WHERE created > now() - INTERVAL '{days} days'")
    return cursor.fetchall()


def dollar_quoted(cursor: psycopg2.extensions.cursor, name):
    cursor.execute(f"SELECT id FROM users WHERE name = $tag${name}$tag$")
    return cursor.fetchall()

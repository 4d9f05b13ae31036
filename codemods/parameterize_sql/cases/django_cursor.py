# oracle: django
# call: find(value)
# call: change(value)
# call: literal_percent(value)
# call: by_names([value, "Bob"])
# call: with_parameters(value)
# like
# call: search(value)
# integer
# call: page(value)
from django.db import connection, connections


def find(name):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, email FROM users WHERE name = '{name}'")
        return cursor.fetchall()


def change(note):
    with connections["default"].cursor() as cursor:
        cursor.execute("UPDATE orders SET note = '%s' WHERE id = 1" % note)


def literal_percent(name):
    cursor = connection.cursor()
    cursor.execute(f"SELECT id, '100%' FROM users WHERE email LIKE '%@%' AND name = '{name}'")
    return cursor.fetchall()


def by_names(names):
    with connection.cursor() as cursor:
        quoted = ", ".join(f"'{n}'" for n in names)
        cursor.execute(f"SELECT id FROM users WHERE name IN ({quoted}) ORDER BY id")
        return cursor.fetchall()


def with_parameters(name):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM users WHERE active = %s AND name = '{name}'", [1])
        return cursor.fetchall()


def search(term):
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM users WHERE name LIKE '%{}%' ORDER BY id".format(term))
        return cursor.fetchall()


def page(limit):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM users ORDER BY id LIMIT {limit}")
        return [row[0] for row in cursor.fetchall()]

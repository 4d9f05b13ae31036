# oracle: psycopg2
# call: examples(cursor, value)
# call: share(cursor, value)
# call: with_parameters(cursor, value)
# like
# call: search(cursor, value)
# call: search_anywhere(cursor, value)
# integer
# call: even(cursor, value)
import psycopg2.extensions


def examples(cur: psycopg2.extensions.cursor, name: str):
    cur.execute(f"SELECT id FROM users WHERE email LIKE '%@example.org' AND name = '{name}'")
    return cur.fetchall()


def share(cur: psycopg2.extensions.cursor, name: str):
    query = f"SELECT '100%', id % 2 FROM users WHERE name = '{name}'"
    cur.execute(query)
    return cur.fetchall()


def with_parameters(cur: psycopg2.extensions.cursor, name: str):
    cur.execute(f"SELECT id FROM users WHERE email LIKE '%%example%%' AND active = %s AND name = '{name}'", (1,))
    return cur.fetchall()


def search(cur: psycopg2.extensions.cursor, term: str):
    cur.execute("SELECT id FROM users WHERE name LIKE '%" + term + "%' ORDER BY id")
    return cur.fetchall()


def search_anywhere(cur: psycopg2.extensions.cursor, term: str):
    cur.execute(f"SELECT id FROM users WHERE email LIKE '%' || '{term}' || '%' ORDER BY id")
    return cur.fetchall()


def even(cur: psycopg2.extensions.cursor, number: int):
    cur.execute("SELECT id FROM users WHERE id %% 2 = 0 AND id <> %s ORDER BY id" % number)
    return cur.fetchall()

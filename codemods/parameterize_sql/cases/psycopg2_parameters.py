# oracle: psycopg2
# call: positional(cursor, value)
# call: keyword(cursor, value)
# call: by_dict(cursor, value)
# call: many(cursor, value)
# call: list_given(cursor, value)
import psycopg2.extensions


def positional(cur: psycopg2.extensions.cursor, name):
    cur.execute(f"SELECT id FROM users WHERE active = %s AND name = '{name}' AND age > %s", (1, 18))
    return cur.fetchall()


def keyword(cur: psycopg2.extensions.cursor, name):
    cur.execute(query=f"SELECT id FROM users WHERE active = %s AND name = '{name}'", vars=(1,))
    return cur.fetchall()


def by_dict(cur: psycopg2.extensions.cursor, name):
    cur.execute(f"SELECT id FROM users WHERE active = %(active)s AND name = '{name}'", {"active": 1})
    return cur.fetchall()


def many(cur: psycopg2.extensions.cursor, note):
    ids = [1, 3]
    for order_id in ids:
        cur.execute(f"UPDATE orders SET note = '{note}' WHERE id = {order_id}")


def list_given(cur: psycopg2.extensions.cursor, name):
    params = [1]
    cur.execute("SELECT id FROM users WHERE active = %s AND name = '{}'".format(name), params)
    return cur.fetchall()

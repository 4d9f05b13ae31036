# oracle: psycopg2
# date
# ordered
# call: since(cursor, value)
# call: between(cursor, value)
# call: cast(cursor, value)
# integer
# call: days_before(cursor, value)
# call: as_text(cursor, value)
import psycopg2.extensions


def since(cur: psycopg2.extensions.cursor, day: str):
    cur.execute(f"SELECT id FROM users WHERE created >= '{day}' ORDER BY id")
    return cur.fetchall()


def between(cur: psycopg2.extensions.cursor, day: str):
    cur.execute(f"SELECT id FROM users WHERE created BETWEEN '{day}' AND '2024-12-31' ORDER BY id")
    return cur.fetchall()


def cast(cur: psycopg2.extensions.cursor, day: str):
    cur.execute(f"SELECT '{day}'::date::text, id FROM users WHERE created = '{day}'::date")
    return cur.fetchall()


def days_before(cur: psycopg2.extensions.cursor, days: int):
    cur.execute(f"SELECT id FROM users WHERE created > date '2024-05-01' - '{days} days'::interval ORDER BY id")
    return cur.fetchall()


def as_text(cur: psycopg2.extensions.cursor, number: int):
    cur.execute(f"SELECT id FROM orders WHERE note = {number}::text OR id = {number}")
    return cur.fetchall()

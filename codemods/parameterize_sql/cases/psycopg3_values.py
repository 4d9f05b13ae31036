# oracle: psycopg
# call: find(cursor, value)
# call: on_connection(connection, value)
# call: add(connection, value)
# number
# call: expensive(cursor, value)
# integer
# call: page(cursor, value)
# call: recent(cursor, value)
import psycopg


def find(cur: psycopg.Cursor, name: str):
    cur.execute(f"SELECT id FROM users WHERE name = '{name}'")
    return cur.fetchall()


def on_connection(conn: psycopg.Connection, name: str):
    return conn.execute(f"SELECT id FROM users WHERE email LIKE '%@%' AND name = '{name}'").fetchall()


def add(conn: psycopg.Connection, note: str):
    with conn.cursor() as cur:
        cur.execute("INSERT INTO orders (user_id, total, note) VALUES (1, 2.5, '%s') RETURNING id" % note)
        row = cur.fetchone()
    conn.commit()
    return row


def expensive(cur: psycopg.Cursor, total):
    return cur.execute(f"SELECT id FROM orders WHERE total > {total} ORDER BY id").fetchall()


def page(cur: psycopg.Cursor, limit: int):
    return cur.execute("SELECT id FROM users ORDER BY id LIMIT {} OFFSET 1".format(limit)).fetchall()


def recent(cur: psycopg.Cursor, days: int):
    return cur.execute(
        f"SELECT id FROM users WHERE created > date '2024-05-01' - '{days} days'::interval ORDER BY id"
    ).fetchall()

# oracle: psycopg2
# call: find(cursor, value)
# call: add(cursor, value, 3)
# call: rename(connection, value)
# number
# call: older(cursor, value)
# call: expensive(cursor, value)
import psycopg2.extensions


def find(cur: psycopg2.extensions.cursor, name: str):
    cur.execute(f"SELECT id, email FROM users WHERE name = '{name}' ORDER BY id")
    return cur.fetchall()


def add(cur: psycopg2.extensions.cursor, note: str, user_id: int):
    cur.execute(
        f"INSERT INTO orders (user_id, total, note) VALUES ({user_id}, 9.5, '{note}') RETURNING id"
    )
    return cur.fetchone()[0]


def rename(conn: psycopg2.extensions.connection, name: str) -> None:
    with conn.cursor() as cur:
        cur.execute("UPDATE users SET name = '%s' WHERE id = 2" % name)
    conn.commit()


def older(cur: psycopg2.extensions.cursor, age):
    cur.execute("SELECT id FROM users WHERE age > " + str(age) + " ORDER BY id")
    return [row[0] for row in cur]


def expensive(cur: psycopg2.extensions.cursor, total):
    cur.execute("SELECT id FROM orders WHERE total BETWEEN {} AND 1000 ORDER BY id".format(total))
    return cur.fetchall()

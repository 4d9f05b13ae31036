# with: service/__init__.py
# oracle: psycopg2
# call: count(cursor, name)
# call: newest(cursor, name, 2)
# names: acme, globex
# call: purge(cursor, name, value)
# quoted
# names: users, daily stats-2024
# call: count_quoted(cursor, name)
# call: remove(cursor, name, 1)
import psycopg2.extensions


def count(cur: psycopg2.extensions.cursor, table: str) -> int:
    cur.execute(f"SELECT COUNT(*) FROM {table}")
    return cur.fetchone()[0]


def newest(cur: psycopg2.extensions.cursor, table: str, limit: int):
    cur.execute("SELECT id FROM {} ORDER BY id DESC LIMIT {}".format(table, limit))
    return cur.fetchall()


def purge(cur: psycopg2.extensions.cursor, tenant: str, kind: str) -> int:
    cur.execute(f"DELETE FROM events_{tenant} WHERE kind = '{kind}' AND payload NOT LIKE '%keep%'")
    return cur.rowcount


def count_quoted(cur: psycopg2.extensions.cursor, table: str) -> int:
    cur.execute(f'SELECT COUNT(*) FROM "{table}"')
    return cur.fetchone()[0]


def remove(cur: psycopg2.extensions.cursor, table: str, row_id: int) -> int:
    cur.execute(f'DELETE FROM public."{table}" WHERE id = {row_id}')
    return cur.rowcount

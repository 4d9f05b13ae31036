# with: service/__init__.py
# oracle: psycopg
# call: by_names(connection, [value, "Bob"])
# integer
# call: by_ids(connection, [value, 2])
# text
# call: count(connection, name)
# quoted
# call: count_quoted(connection, name)
import psycopg


def by_names(conn: psycopg.Connection, names: list[str]):
    quoted = ", ".join(f"'{n}'" for n in names)
    return conn.execute(f"SELECT id FROM users WHERE name IN ({quoted}) ORDER BY id").fetchall()


def by_ids(conn: psycopg.Connection, ids: list[int]):
    return conn.execute("SELECT id FROM users WHERE id IN (" + ",".join(map(str, ids)) + ") ORDER BY id").fetchall()


def count(conn: psycopg.Connection, table: str):
    return conn.execute(f"SELECT COUNT(*) FROM {table}").fetchone()


def count_quoted(conn: psycopg.Connection, table: str):
    return conn.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()

# with: service/__init__.py
# oracle: psycopg2
# names: public, missing
# call: count(cursor, name, "users")
# names: users, orders, missing
# call: count(cursor, "public", name)
# call: analyze(connection, name)
# names: public.users, users, public.missing
# call: size(cursor, name)
import psycopg2.extensions


def count(cursor: psycopg2.extensions.cursor, schema: str, table: str) -> int:
    cursor.execute(f"SELECT COUNT(*) FROM {schema}.{table}")
    return cursor.fetchone()[0]


def analyze(connection: psycopg2.extensions.connection, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE public.{table}")


def size(cursor: psycopg2.extensions.cursor, table: str) -> int:
    cursor.execute("SELECT COUNT(*) FROM %s" % table)
    return cursor.fetchone()[0]

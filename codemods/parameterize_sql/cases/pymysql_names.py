# with: service/__init__.py
# oracle: pymysql
# call: count(connection, name)
# names: acme, globex
# call: of_kind(connection, name, value)
# quoted
# names: users, daily stats-2024
# call: count_quoted(connection, name)
# call: remove(connection, name, 1)
import pymysql.connections


def count(connection: pymysql.connections.Connection, table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {table}")
        return cursor.fetchone()[0]


def of_kind(connection: pymysql.connections.Connection, tenant: str, kind: str):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM events_{tenant} WHERE kind = '{kind}' ORDER BY id")
        return cursor.fetchall()


def count_quoted(connection: pymysql.connections.Connection, table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM `{}`".format(table))
        return cursor.fetchone()[0]


def remove(connection: pymysql.connections.Connection, table: str, row_id: int) -> int:
    with connection.cursor() as cursor:
        return cursor.execute(f"DELETE FROM `{table}` WHERE id = {row_id}")

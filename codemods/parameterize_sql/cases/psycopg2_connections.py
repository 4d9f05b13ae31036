# oracle: psycopg2
# call: Repository(database).find(value)
# call: Repository(database).delete(value)
# call: with_pool(pool, value)
# call: with_blocks(value)
# call: dict_rows(value)
import os

import psycopg2
import psycopg2.extras
from psycopg2.pool import SimpleConnectionPool


class Repository:
    def __init__(self, dsn: str):
        self.dsn = dsn
        self.connection = psycopg2.connect(dsn)

    def find(self, name: str):
        with self.connection, self.connection.cursor() as cursor:
            cursor.execute(f"SELECT id FROM users WHERE name = '{name}'")
            rows = cursor.fetchall()
        self.connection.close()
        return rows

    def delete(self, note: str) -> int:
        cursor = self.connection.cursor()
        cursor.execute(f"DELETE FROM orders WHERE note = '{note}'")
        self.connection.commit()
        self.connection.close()
        return cursor.rowcount


def with_pool(pool: SimpleConnectionPool, name: str):
    connection = pool.getconn()
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id FROM users WHERE email = '{name}'")
            return cursor.fetchall()
    finally:
        connection.rollback()
        pool.putconn(connection)


def with_blocks(name):
    with psycopg2.connect(os.environ["DATABASE_URL"]) as connection:
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM users WHERE name = '" + name + "'")
            return cursor.fetchall()


def dict_rows(name):
    connection = psycopg2.connect(os.environ["DATABASE_URL"], cursor_factory=psycopg2.extras.RealDictCursor)
    cursor = connection.cursor()
    try:
        cursor.execute(f"SELECT id, email FROM users WHERE name = '{name}'")
        return [dict(row) for row in cursor.fetchall()]
    finally:
        connection.close()

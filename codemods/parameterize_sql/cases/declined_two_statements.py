import psycopg
import psycopg2.extensions


def replace(cursor: psycopg2.extensions.cursor, name):
    cursor.execute(f"DELETE FROM users WHERE name = '{name}'; INSERT INTO users (name) VALUES ('{name}')")


def locked(connection: psycopg.Connection, row_id):
    connection.execute(f"BEGIN; UPDATE orders SET note = '' WHERE id = {row_id}; COMMIT")

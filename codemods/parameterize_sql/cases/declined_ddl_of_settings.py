import psycopg2.extensions


def timeout(cursor: psycopg2.extensions.cursor, milliseconds):
    cursor.execute(f"ALTER ROLE reader SET statement_timeout = '{milliseconds}'")


def notify(cursor: psycopg2.extensions.cursor, payload):
    cursor.execute(f"NOTIFY changes, '{payload}'")


def partition(cursor: psycopg2.extensions.cursor, day):
    cursor.execute(f"CREATE TABLE events_today PARTITION OF events FOR VALUES IN ('{day}')")

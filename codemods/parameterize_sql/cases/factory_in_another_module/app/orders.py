# oracle: psycopg2
# call: by_note(value)
# call: delete(value)
# integer
# call: newest(value)
from .connections import get_connection


def by_note(note: str):
    connection = get_connection()
    cursor = connection.cursor()
    cursor.execute(f"SELECT id, total FROM orders WHERE note = '{note}'")
    rows = cursor.fetchall()
    connection.close()
    return rows


def delete(note: str) -> int:
    connection = get_connection()
    with connection, connection.cursor() as cursor:
        cursor.execute("DELETE FROM orders WHERE note = '" + note + "'")
        count = cursor.rowcount
    connection.close()
    return count


def newest(count: int):
    connection = get_connection()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM orders ORDER BY id DESC LIMIT %s" % count)
            return [row[0] for row in cursor]
    finally:
        connection.close()

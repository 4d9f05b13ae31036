# with: service/__init__.py
# oracle: sqlite3
# call: count(connection, name)
# call: first(connection, name, 1)
# call: clear(connection, name)
# call: copy(connection, name)
import sqlite3


def count(connection: sqlite3.Connection, table: str) -> int:
    return connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]


def first(connection: sqlite3.Connection, table: str, row_id: int):
    return connection.execute("SELECT * FROM %s WHERE id = %s" % (table, row_id)).fetchone()


def clear(connection: sqlite3.Connection, table: str) -> None:
    connection.execute("DELETE FROM " + table)
    connection.commit()


def copy(connection: sqlite3.Connection, table: str) -> int:
    cursor = connection.cursor()
    cursor.execute("CREATE TABLE backup AS SELECT * FROM {}".format(table))
    connection.commit()
    return cursor.execute("SELECT COUNT(*) FROM backup").fetchone()[0]

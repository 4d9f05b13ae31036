# with: service/__init__.py
# oracle: sqlite3
# quoted
# call: count(connection, name)
# call: count_in_brackets(connection, name)
# call: count_in_backticks(connection, name)
# call: remove(connection, name, 1)
import sqlite3


def count(connection: sqlite3.Connection, table: str) -> int:
    return connection.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0]


def count_in_brackets(connection: sqlite3.Connection, table: str) -> int:
    return connection.execute(f"SELECT COUNT(*) FROM [{table}]").fetchone()[0]


def count_in_backticks(connection: sqlite3.Connection, table: str) -> int:
    return connection.execute("SELECT COUNT(*) FROM `" + table + "`").fetchone()[0]


def remove(connection: sqlite3.Connection, table: str, row_id: int) -> None:
    connection.execute('DELETE FROM "{}" WHERE id = {}'.format(table, row_id))
    connection.commit()

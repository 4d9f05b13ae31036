# with: service/__init__.py
# oracle: duckdb
# call: find(connection, value)
# call: change(connection, value)
# like
# call: search(connection, value)
# number
# call: totals(connection, value)
# names: users, orders, missing
# call: count(connection, name)
# quoted
# names: users, daily stats-2024
# call: count_quoted(connection, name)
import duckdb


def find(con: duckdb.DuckDBPyConnection, name: str):
    return con.execute(f"SELECT id, email FROM users WHERE name = '{name}'").fetchall()


def change(con: duckdb.DuckDBPyConnection, note: str):
    con.execute("UPDATE orders SET note = '" + note + "' WHERE id = 1")


def search(con: duckdb.DuckDBPyConnection, term: str):
    return con.execute(f"SELECT id FROM users WHERE name LIKE '%{term}%' ORDER BY id").fetchall()


def totals(con: duckdb.DuckDBPyConnection, minimum):
    return con.execute("SELECT id, total FROM orders WHERE total > %s ORDER BY id" % minimum).fetchall()


def count(con: duckdb.DuckDBPyConnection, table: str):
    return con.execute(f"SELECT COUNT(*) FROM {table}").fetchone()


def count_quoted(con: duckdb.DuckDBPyConnection, table: str):
    return con.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()

# oracle: duckdb
# call: by_names(connection, [value, "Bob"])
# integer
# call: by_ids(connection, [value, 2])
# call: top(connection, value)
import duckdb


def by_names(con: duckdb.DuckDBPyConnection, names):
    joined = "','".join(names)
    return con.execute(f"SELECT id FROM users WHERE name IN ('{joined}') ORDER BY id").fetchall()


def by_ids(con: duckdb.DuckDBPyConnection, ids):
    return con.execute(f"SELECT id FROM users WHERE id IN ({', '.join(map(str, ids))}) ORDER BY id").fetchall()


def top(con: duckdb.DuckDBPyConnection, count: int):
    cursor = con.cursor()
    return cursor.execute(f"SELECT id FROM orders ORDER BY total DESC LIMIT {count}").fetchall()

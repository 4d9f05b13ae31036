import sqlite3


def find(connection: sqlite3.Connection, pairs: list[tuple[int, str]], ids: list[int]):
    connection.execute(f"SELECT * FROM users WHERE (id, name) IN ({', '.join(map(str, pairs))})")
    connection.execute(f"SELECT * FROM users WHERE (id, name) NOT IN ({', '.join(map(str, pairs))})")
    connection.execute(f"SELECT * FROM users WHERE max(id, 3) IN ({', '.join(map(str, ids))})")

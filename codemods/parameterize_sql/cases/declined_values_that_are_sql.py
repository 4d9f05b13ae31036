import sqlite3


def assign(connection: sqlite3.Connection, expression):
    connection.execute(f"UPDATE orders SET total = total {expression} WHERE id = 1")


def nullable(connection: sqlite3.Connection, name):
    value = f"'{name}'" if name is not None else "NULL"
    connection.execute(f"UPDATE users SET email = {value} WHERE id = 1")


def default(connection: sqlite3.Connection, note):
    connection.execute("INSERT INTO orders (id, note) VALUES (1, {})".format(note or "CURRENT_TIMESTAMP"))


def escaped(connection: sqlite3.Connection, name):
    safe = name.replace("'", "''")
    return connection.execute(f"SELECT id FROM users WHERE name = '{safe}'").fetchall()

import sqlite3


def reset(connection: sqlite3.Connection, name):
    connection.executescript(f"""
        DELETE FROM users WHERE name = '{name}';
        DELETE FROM orders;
    """)


def reset_one(connection: sqlite3.Connection, name):
    connection.executescript(f"DELETE FROM users WHERE name = '{name}'")

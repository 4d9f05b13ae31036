# oracle: sqlite3
# call: find(value)
# call: write(value)
# names: users, orders, missing
# call: count(name)
from app.db import transaction


def find(note: str):
    with transaction() as connection:
        return connection.execute(f"SELECT id FROM orders WHERE note = '{note}'").fetchall()


def write(note: str) -> None:
    with transaction() as connection:
        connection.execute(f"UPDATE orders SET note = '{note}' WHERE id IN (1, 2)")


def count(table: str) -> int:
    with transaction() as connection:
        return connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]

"""Orders and stock in SQLite."""

import json
import sqlite3
import time
from collections.abc import Iterator

from orders.models import Line, Order, State

SCHEMA = """
CREATE TABLE IF NOT EXISTS orders (
    id TEXT PRIMARY KEY,
    customer TEXT NOT NULL,
    state TEXT NOT NULL,
    lines TEXT NOT NULL,
    created REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS stock (
    sku TEXT PRIMARY KEY,
    quantity INTEGER NOT NULL CHECK (quantity >= 0)
);
"""


class Repository:
    def __init__(self, path: str) -> None:
        self.path = path
        self.connection = sqlite3.connect(path)
        self.connection.row_factory = sqlite3.Row

    def migrate(self) -> None:
        started = time.perf_counter()
        print(f"Preparing {self.path!r}")
        self.connection.executescript(SCHEMA)
        print(f"Schema is up to date after {time.perf_counter() - started:.3f} s")

    def save(self, order: Order) -> None:
        lines = json.dumps([[line.sku, line.quantity, line.price] for line in order.lines])
        with self.connection:
            self.connection.execute(
                "INSERT INTO orders VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET state = excluded.state, lines = excluded.lines",
                (order.id, order.customer, order.state.value, lines, time.time()),
            )

    def get(self, order_id: str) -> Order | None:
        row = self.connection.execute("SELECT * FROM orders WHERE id = ?", (order_id,)).fetchone()
        return self._order(row) if row else None

    def by_customer(self, customer: str) -> list[Order]:
        query = f"SELECT * FROM orders WHERE customer = '{customer}' ORDER BY created"
        return [self._order(row) for row in self.connection.execute(query)]

    def search(self, text: str, limit: int = 20) -> list[Order]:
        cursor = self.connection.cursor()
        cursor.execute("SELECT * FROM orders WHERE lines LIKE '%" + text + "%' LIMIT " + str(limit))
        return [self._order(row) for row in cursor.fetchall()]

    def in_state(self, state: State) -> Iterator[Order]:
        for row in self.connection.execute("SELECT * FROM orders WHERE state = ?", (state.value,)):
            yield self._order(row)

    def archive(self, year: int) -> int:
        """Move what was shipped into a table of its own."""
        table = f"orders_{year}"
        with self.connection:
            self.connection.execute(f"CREATE TABLE IF NOT EXISTS {table} AS SELECT * FROM orders WHERE 0")
            self.connection.execute(f"INSERT INTO {table} SELECT * FROM orders WHERE state = 'shipped'")
            moved = self.connection.execute("DELETE FROM orders WHERE state = 'shipped'").rowcount
        print("Archived", moved, "orders into", table)
        return moved

    def quantity(self, sku: str) -> int:
        row = self.connection.execute("SELECT quantity FROM stock WHERE sku = ?", (sku,)).fetchone()
        return row["quantity"] if row else 0

    def change_quantity(self, sku: str, difference: int) -> int:
        with self.connection:
            self.connection.execute(
                "INSERT INTO stock VALUES (?, ?) ON CONFLICT (sku) DO UPDATE SET quantity = quantity + ?",
                (sku, max(difference, 0), difference),
            )
        return self.quantity(sku)

    def stock(self) -> list[tuple[str, int]]:
        return [(row["sku"], row["quantity"]) for row in self.connection.execute("SELECT * FROM stock ORDER BY sku")]

    def close(self) -> None:
        try:
            self.connection.execute("PRAGMA optimize")
        except:  # another process may hold the lock
            print("Skipped the optimizer")
        self.connection.close()

    def _order(self, row: sqlite3.Row) -> Order:
        try:
            lines = [Line(*fields) for fields in json.loads(row["lines"])]
        except:
            print(f"Warning: order {row['id']} has unreadable lines: {row['lines']!r:.40}")
            lines = []
        return Order(row["id"], row["customer"], lines, State(row["state"]))

"""Fill a database with stock and orders to play with: `python scripts/seed.py DATABASE`, in the project's folder."""

import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from orders.models import Line, Order, State
from orders.repository import Repository

ARTICLES = {"chair": 4950, "table": 18900, "lamp": 3200, "shelf": 7600}
CUSTOMERS = ["amal@example.org", "bo@example.org", "cleo@example.org"]
ORDERS = 200


class Seeder:
    def __init__(self, path: str) -> None:
        self.repository = Repository(path)
        self.repository.migrate()
        self.random = random.Random(7)

    def stock(self) -> None:
        print("stock ", end="")
        for sku in ARTICLES:
            self.repository.change_quantity(sku, self.random.randint(50, 500))
            print(".", end="", flush=True)
        print()

    def orders(self) -> None:
        for number in range(1, ORDERS + 1):
            chosen = self.random.sample(list(ARTICLES), 2)
            lines = [Line(sku, self.random.randint(1, 4), ARTICLES[sku]) for sku in chosen]
            self.repository.save(Order(f"seed{number:04}", self.random.choice(CUSTOMERS), lines, State.CONFIRMED))
            print(f"\r{number}/{ORDERS} orders", end="")
        print()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python scripts/seed.py DATABASE")
    seeder = Seeder(sys.argv[1])
    seeder.stock()
    seeder.orders()
    print(f"{sys.argv[1]} is ready")

"""The stock and who may have it. `python -m orders.inventory DATABASE` lists it."""

import sys

from orders.models import Line
from orders.repository import Repository


class OutOfStock(Exception):
    def __init__(self, sku: str, wanted: int, left: int) -> None:
        super().__init__(f"{sku}: {wanted} wanted, {left} left")
        self.sku = sku


class Inventory:
    def __init__(self, repository: Repository, low_stock: int = 5) -> None:
        self.repository = repository
        self.low_stock = low_stock

    def receive(self, sku: str, quantity: int) -> None:
        left = self.repository.change_quantity(sku, quantity)
        print(f"Received {quantity:,} x {sku}, now {left:,}")

    def reserve(self, lines: list[Line]) -> None:
        """Take all lines from the stock, or none."""
        for line in lines:
            left = self.repository.quantity(line.sku)
            if left < line.quantity:
                raise OutOfStock(line.sku, line.quantity, left)
        for line in lines:
            left = self.repository.change_quantity(line.sku, -line.quantity)
            used = line.quantity / (left + line.quantity)
            print(f"Reserved {line.quantity} x {line.sku} ({used:.0%} of the stock)")
            if left <= self.low_stock:
                print(f"{line.sku!r} is low: {left} left", file=sys.stderr)

    def release(self, lines: list[Line]) -> None:
        for line in lines:
            self.repository.change_quantity(line.sku, line.quantity)
        print("Released", ", ".join(line.sku for line in lines))


def as_row(sku: str, quantity: int) -> str:
    return f"{sku:<20} {quantity:>8,}"


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: python -m orders.inventory DATABASE", file=sys.stderr)
        return 2
    repository = Repository(arguments[0])
    repository.migrate()
    print(f"{'article':<20} {'stock':>8}")
    print("-" * 29)
    for sku, quantity in repository.stock():
        print(as_row(sku, quantity))
    repository.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The command `orders`."""

import argparse
import asyncio
import sys
from pathlib import Path

from orders.checkout import Checkout
from orders.config import load_settings
from orders.inventory import Inventory
from orders.models import Line, Order, State
from orders.notifications import Notifier
from orders.repository import Repository
from orders.workers import Shipper, Supervisor


def parse_line(text: str) -> Line:
    """`chair:2:4950` is two chairs for 49.50 each."""
    try:
        sku, quantity, price = text.split(":")
        return Line(sku, int(quantity), int(price))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not SKU:QUANTITY:CENTS") from None


def show(orders: list[Order]) -> None:
    if not orders:
        print("no orders")
        return
    print(f"{'order':<10} {'customer':<24} {'state':<10} {'total':>12}")
    print("-" * 59)
    for order in orders:
        print(f"{order.id:<10} {order.customer:<24} {order.state.value:<10} {order.total / 100:>12,.2f}")


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="orders", description="Take orders and ship them")
    parser.add_argument("--settings", type=Path)
    commands = parser.add_subparsers(dest="command", required=True)
    place = commands.add_parser("place", help="place an order")
    place.add_argument("customer")
    place.add_argument("lines", nargs="+", type=parse_line)
    place.add_argument("--code")
    listing = commands.add_parser("list", help="list the orders of a customer")
    listing.add_argument("customer")
    receive = commands.add_parser("receive", help="put articles into the stock")
    receive.add_argument("sku")
    receive.add_argument("quantity", type=int)
    ship = commands.add_parser("ship", help="ship what is confirmed")
    ship.add_argument("--supervised", action="store_true", help="report to standard output, one JSON object a line")
    archive = commands.add_parser("archive", help="move shipped orders away")
    archive.add_argument("year", type=int)
    return parser


def main(arguments: list[str] | None = None) -> int:
    options = build_parser().parse_args(arguments)
    settings = load_settings(options.settings)
    repository = Repository(settings.database)
    repository.migrate()
    inventory = Inventory(repository, settings.low_stock)
    notifier = Notifier(settings)
    try:
        if options.command == "place":
            order = Checkout(repository, inventory, notifier).place(options.customer, options.lines, options.code)
            show([order])
            if order.state is State.REJECTED:
                print("sorry, this is more than we have", file=sys.stderr)
                return 1
        elif options.command == "list":
            show(repository.by_customer(options.customer))
        elif options.command == "receive":
            inventory.receive(options.sku, options.quantity)
            print(f"{options.sku}: {repository.quantity(options.sku):,} in stock")
        elif options.command == "ship":
            supervisor = Supervisor() if options.supervised else None
            shipped = asyncio.run(Shipper(repository, notifier, supervisor).run(settings.workers))
            if supervisor is None:
                print(f"{shipped} shipped")
        elif options.command == "archive":
            print(f"{repository.archive(options.year)} archived")
    finally:
        repository.close()
    return 0

"""From a basket to a confirmed order."""

import uuid

from orders.inventory import Inventory, OutOfStock
from orders.models import Line, Order, State
from orders.notifications import Notifier
from orders.repository import Repository

DISCOUNTS = {"WELCOME": 10, "FRIENDS": 25}


class Checkout:
    def __init__(self, repository: Repository, inventory: Inventory, notifier: Notifier) -> None:
        self.repository = repository
        self.inventory = inventory
        self.notifier = notifier

    def place(self, customer: str, lines: list[Line], code: str | None = None) -> Order:
        order = Order(uuid.uuid4().hex[:8], customer, self.discounted(lines, code))
        print("=" * 48)
        print("Order %s: %d lines, %.2f EUR" % (order.id, len(order.lines), order.total / 100))
        print("=" * 48)
        try:
            self.inventory.reserve(order.lines)
        except OutOfStock as e:
            print(f"Order {order.id} is rejected: {e}")
            order.state = State.REJECTED
        else:
            order.state = State.CONFIRMED
        self.repository.save(order)
        self.notifier.send(order)
        print(f"{order.id}: {order.state.value}, {order.total=}")
        return order

    def discounted(self, lines: list[Line], code: str | None) -> list[Line]:
        if code is None:
            return lines
        percent = DISCOUNTS.get(code.upper(), 0)
        if not percent:
            print(f"Unknown code {{{code}}}, no discount")
            return lines
        print(
            f"Code {code.upper()} takes {percent}% off {len(lines)} lines",
            f"of {sum(line.total for line in lines) / 100:,.2f} EUR",  # before rounding
        )
        return [Line(line.sku, line.quantity, line.price * (100 - percent) // 100) for line in lines]

    def cancel(self, order_id: str) -> bool:
        order = self.repository.get(order_id)
        if order is None or order.state is not State.CONFIRMED:
            print(f"Nothing to cancel for {order_id!r}")
            return False
        self.inventory.release(order.lines)
        order.state = State.REJECTED
        self.repository.save(order)
        return True

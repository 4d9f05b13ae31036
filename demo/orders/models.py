"""What the service knows about an order. Prices are whole cents."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class State(Enum):
    OPEN = "open"
    CONFIRMED = "confirmed"
    SHIPPED = "shipped"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Line:
    sku: str
    quantity: int
    price: int

    @property
    def total(self) -> int:
        return self.quantity * self.price


@dataclass
class Order:
    id: str
    customer: str
    lines: list[Line] = field(default_factory=list)
    state: State = State.OPEN

    @property
    def total(self) -> int:
        return sum(line.total for line in self.lines)

"""Values whose own formatting is not that of float or str."""

import enum
from decimal import Decimal


class State(str, enum.Enum):
    PAID = "paid"


class Invoice:
    total: Decimal = Decimal("2.675")
    state: State = State.PAID

    def close(self):
        print(f"total {self.total:.2f}")
        print(f"total {self.total}, {self.state}")
        print(f"{Decimal(1) / 3:.30f}")

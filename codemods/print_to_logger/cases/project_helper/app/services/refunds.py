"""Has no logger yet: gets one as its siblings do."""

from decimal import Decimal


class Refunds:
    def pay(self, amount: Decimal):
        print(f"paying back {amount:.2f}")

"""Numbers of the standard library in an average, which does too much to name, and in a format."""

import statistics
from decimal import Decimal


def middle(xs: list[Decimal]):
    try:
        return statistics.mean(xs)
    except:
        return None


def padded(x: Decimal):
    try:
        return f"{x:>9.2f}"
    except:
        return None

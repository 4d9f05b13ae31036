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


def in_words(x: Decimal):
    # An infinite number is an OverflowError here, which no `%` of two numbers is.
    try:
        return "%d pieces" % x
    except:
        return None

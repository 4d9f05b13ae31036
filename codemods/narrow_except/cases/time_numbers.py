# call: price("1.50")
# call: price("one")
# call: price(None)
# call: price(float("inf"))
# call: price((1, 2))
# call: rounded("1.555")
# call: rounded("1E+50")
# call: rounded("x")
# call: part("1/3")
# call: part("1/0")
# call: part("x")
# call: part(None)
# call: part(float("inf"))
# call: root(2.0)
# call: root(-1.0)
# call: root(10 ** 400)
# call: root("2")
# call: arrangements(3)
# call: arrangements(-1)
# call: arrangements(10 ** 30)
# call: arrangements("3")
# call: divided("1", "3")
# call: divided("1", "0")
# call: divided("0", "0")
# call: divided("9E+999999", "1E-9")
# call: truncated("1.5")
# call: truncated("NaN")
# call: truncated("Infinity")
# call: middle([1, 3])
# call: middle([])
# call: middle([1, "a"])
# call: drawn([], 1)
# call: drawn([1], 2)
# call: drawn([1], None)
# call: drawn([1], 10 ** 30)
# call: rounded(None)
"""Exact numbers, roots and averages."""

import math
import random
import statistics
from decimal import Decimal, DivisionByZero, InvalidOperation, Overflow
from fractions import Fraction

SIGNALS = (DivisionByZero, InvalidOperation, Overflow)


def price(text):
    try:
        return Decimal(text)
    except:
        return Decimal(0)


def rounded(text: str):
    try:
        amount = Decimal(text.strip())
        return amount.quantize(Decimal("0.01"))
    except:
        return None


def part(text):
    try:
        return Fraction(text)
    except:
        return None


def root(value):
    try:
        return math.sqrt(value)
    except:
        return 0.0


def arrangements(count):
    try:
        return math.factorial(count)
    except:
        return None


def divided(first: str, second: str):
    dividend, divisor = Decimal(first), Decimal(second)
    try:
        return dividend / divisor
    except:
        return None


def truncated(text: str):
    amount = Decimal(text)
    try:
        return int(amount)
    except:
        return None


def middle(values):
    try:
        return statistics.median(values)
    except:
        return None


def drawn(values: list, count):
    try:
        return len(random.sample(values, count))
    except:
        return 0

# call: average([1, 2, 3])
# call: average([])
# call: average([10 ** 400, 1])
# call: average([1, "a"])
# call: average(None)
# call: share(1, 4)
# call: share(1, 0)
# call: share(10 ** 400, 3)
# call: share(1, None)
# call: pages(10, 3)
# call: pages(10, 0)
# call: pages(10, "3")
# call: key(3, 4, 5)
# call: key(2, -1, 4)
# call: key(2, 1, 0)
# call: key(2, None, 4)
# call: whole(2.4)
# call: whole(float("nan"))
# call: whole(float("inf"))
# call: whole(None)
# call: weekday(10, 0)
# call: weekday(10, 7)
# call: weekday(10, "7")
# call: padded(3)
# call: padded(10 ** 30)
# call: padded("3")
# call: flags(1, 3)
# call: flags(1, -1)
# call: flags(1, 10 ** 30)
# call: flags(1, "x")
"""Numbers of a report."""

from typing import List


def average(values: List[int]):
    try:
        total = sum(values)
        return total / len(values)
    except:
        return 0.0


def share(part: int, whole: int):
    try:
        return part / whole
    except:
        return None


def pages(count: int, size: int) -> int:
    try:
        return -(-count // size)
    except:
        return 0


def key(base: int, exponent: int, modulus: int):
    try:
        return pow(base, exponent, modulus)
    except:
        return 0


def whole(value: float):
    try:
        return round(value)
    except:
        return 0


def weekday(day: int, length: int):
    try:
        return day % length
    except:
        return 0


def padded(width: int):
    try:
        return "." * width
    except:
        return ""


def flags(base: int, bit: int):
    try:
        return base << bit
    except:
        return 0

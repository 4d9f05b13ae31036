# options: at_most = 8
# call: rounded(Decimal("1.555"))
# call: rounded(Decimal("sNaN"))
# call: rounded(None)
# call: rounded_all([Decimal("1.5"), Decimal("Infinity")])
# call: rounded_all(None)
# call: rounded_or_zero(None)
# call: rounded_or_zero("x")
# call: rounded_or_zero(Decimal("Infinity"))
# call: size(Decimal("sNaN"))
# call: size(Decimal("9." + "9" * 40 + "E+999999"))
# call: size(None)
# call: parts(Decimal("Infinity"), Decimal(2))
# call: parts(Decimal(1), Decimal(0))
# call: parts(None, None)
# call: squared(Decimal("1E+999999"))
# call: squared(Decimal("sNaN"))
# call: squared("x")
# call: is_missing(Decimal("sNaN"))
# call: is_missing(Decimal(1))
# call: is_missing(None)
# call: place([Decimal(1)], Decimal("NaN"))
# call: place([Decimal(1)], Decimal(2))
# call: place(None, None)
# call: highest([Decimal(1), Decimal("NaN")])
# call: highest([])
# call: highest(None)
# call: total([Decimal(1), Decimal("sNaN")])
# call: total([Decimal("9E+999999"), Decimal("9E+999999")])
# call: total(None)
# call: ordered([Decimal(1), Decimal("NaN")])
# call: ordered([1, "a"])
# call: dearest({"a": Decimal(1), "b": Decimal("sNaN")})
# call: dearest({})
# call: first_name({"a": Decimal(1)})
# call: first_name({})
# call: sort_here([Decimal(1), Decimal("NaN")])
# call: sort_here(None)
# call: larger(Decimal("NaN"), Decimal(1))
# call: larger(Decimal(2), Decimal(1))
# call: larger("x", Decimal(1))
# call: sum_of([Decimal("sNaN")])
# call: sum_of([Decimal(1)])
# call: sum_of(None)
# call: sum_of([Decimal("9E+999999"), Decimal("9E+999999")])
# call: names_in_order("a=1; b=2")
# call: names_in_order("\x00=")
# call: names_in_order(None)
# call: names_in_order(5)
# call: as_float(Fraction(10 ** 400))
# call: as_float(None)
# call: spelled(datetime(2020, 1, 1))
# call: spelled(None)
# call: in_words(datetime(2020, 1, 1), "%Y")
# call: in_words(None, None)
# call: listed(Path("."))
# call: listed(Path("missing"))
# call: listed(None)
# call: listed(2.5)
# call: same(Decimal(1), Decimal(2), "1")
# call: same(Decimal("sNaN"), Decimal(2), "1")
# call: same(Decimal(1), Decimal(2), "x")
# call: same(Decimal(1), Decimal(2), None)
# call: same(Decimal(1), Decimal(2), float("inf"))
# call: is_known(Decimal("sNaN"), [Decimal(1)])
# call: is_known(Decimal(1), None)
# call: network(["10.0.0.1"], IPv4Network("10.0.0.0/8"))
"""Special methods of the standard library's own classes that builtins and other functions call."""

import bisect
import math
import os
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from http.cookies import SimpleCookie
from ipaddress import IPv4Network
from pathlib import Path
from typing import Optional


def rounded(x: Decimal):
    try:
        return round(x, 2)
    except:
        return None


def rounded_all(xs: list[Decimal]):
    try:
        return [round(x, 2) for x in xs]
    except:
        return None


def rounded_or_zero(x: Optional[Decimal]):
    try:
        return round(x or 0, 2)
    except:
        return None


def size(x: Decimal):
    try:
        return abs(x)
    except:
        return None


def parts(x: Decimal, y: Decimal):
    try:
        return divmod(x, y)
    except:
        return None


def squared(x: Decimal):
    try:
        return pow(x, 2)
    except:
        return None


def is_missing(x: Decimal):
    try:
        return math.isnan(x)
    except:
        return None


def place(xs: list[Decimal], x: Decimal):
    try:
        return bisect.bisect(xs, x)
    except:
        return None


def highest(xs: list[Decimal]):
    try:
        return max(xs)
    except:
        return None


def total(xs: list[Decimal]):
    try:
        return sum(xs)
    except:
        return None


def ordered(xs: list[Decimal]):
    try:
        return sorted(xs)
    except:
        return None


def dearest(prices: dict[str, Decimal]):
    values = prices.values()
    try:
        return max(values)
    except:
        return None


def first_name(prices: dict[str, Decimal]):
    # The keys are compared, and no price.
    try:
        return min(prices)
    except:
        return None


def sort_here(xs: list[Decimal]):
    try:
        xs.sort()
    except:
        return None
    return xs


def larger(x: Decimal, y: Decimal):
    try:
        return max(x, y)
    except:
        return None


def sum_of(xs: list[Decimal]):
    try:
        return sum(x for x in xs)
    except:
        return None


def names_in_order(header: str):
    # A cookie is a dictionary: its names are ordered, and it is not.
    try:
        return sorted(SimpleCookie(header))
    except:
        return None


def as_float(x: Fraction):
    try:
        return math.sqrt(x)
    except:
        return None


def spelled(x: datetime):
    try:
        return int(str(x)[:4])
    except:
        return None


def in_words(x: datetime, how: str):
    try:
        return format(x, how)
    except:
        return None


def listed(path: Path):
    try:
        return os.listdir(path)
    except:
        return None


def network(names: list[str], of: IPv4Network):
    # What a network does when it is asked for its length stands nowhere.
    try:
        return len(names) + len(of)
    except:
        return None


def same(x: Decimal, y: Decimal, text: str):
    try:
        return x == y or int(text)
    except:
        return None


def is_known(x: Decimal, known: list[Decimal]):
    try:
        return x in known
    except:
        return None

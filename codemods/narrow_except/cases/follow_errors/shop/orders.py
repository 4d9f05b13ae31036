# call: item("apple")
# call: item("pear")
# call: item("melon")
# call: item([])
# call: elsewhere("pear")
# call: elsewhere("melon")
# call: elsewhere([])
# call: local(-1)
# call: local(None)
"""Exceptions of the project: imported, of this module, and not imported."""

from . import stock
from .errors import NoSuchItem, ShopError, SoldOut


class TooSmall(ShopError):
    pass


def find(name: str) -> int:
    stock_of = {"apple": 3, "pear": 0}
    if name not in stock_of:
        raise NoSuchItem(name)
    if stock_of[name] == 0:
        raise SoldOut(name)
    return stock_of[name]


def large(number: int) -> int:
    if number < 0:
        raise TooSmall(number)
    return number


def item(name: str) -> int:
    try:
        return find(name)
    except:
        return 0


def elsewhere(name: str) -> int:
    try:
        return stock.left(name)
    except:
        return 0


def local(number: int) -> int:
    try:
        return large(number)
    except:
        return 0

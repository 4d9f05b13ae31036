# call: amount("apple")
# call: amount("pear")
# call: amount([])
# call: price("1.5")
# call: price("x")
# call: price(None)
# call: price(10 ** 400)
# call: worth("apple")
# call: worth("pear")
# call: worth([])
"""Two functions of one name, relative imports over two levels, and a cycle of imports."""

from .. import prices
from ..stock import read, worth as worth_of


def amount(name: str) -> int:
    try:
        return read(name)
    except:
        return 0


def price(text):
    try:
        return prices.read(text)
    except:
        return 0.0


def worth(name: str) -> float:
    try:
        return worth_of(name)
    except:
        return 0.0

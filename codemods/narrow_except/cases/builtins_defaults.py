# call: highest([1, 2])
# call: highest([])
# call: highest(None)
# call: lowest([])
# call: lowest(None)
# call: limited("300")
# call: limited("x")
# call: limited(None)
# call: limited(float("inf"))
# call: total([1], 0)
# call: total(None, 0)
# call: total([1], None)
# call: longest(["a", "bb"])
# call: longest([])
# call: longest(None)
"""Numbers beside what a builtin reads: nothing is read from them."""


def highest(xs: list[int]):
    try:
        return max(xs, default=0)
    except:
        return None


def lowest(xs: list[int]):
    try:
        return min(xs, default=None)
    except:
        return None


def limited(text: str):
    try:
        return min(255, max(0, int(text)))
    except:
        return None


def total(xs: list[int], start: int):
    try:
        return sum(xs, start)
    except:
        return None


def longest(words: list[str]):
    try:
        return max((len(word) for word in words), default=0)
    except:
        return None

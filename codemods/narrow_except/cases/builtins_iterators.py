# call: wanted([1, 2], 2)
# call: wanted([1, 2], 5)
# call: wanted(None, 5)
# call: or_none([1, 2], 5)
# call: squares(["1", "x"])
# call: squares(["1", "2"])
# call: squares(None)
# call: index(["1"])
# call: index(["x"])
# call: index(None)
# call: pairs(["a", "b"], [1])
# call: pairs(["a"], [1])
# call: pairs(None, [1])
# call: counted(5, 0)
# call: counted(5, 2)
# call: counted("5", 2)
# call: consumed(iter([1, 2]))
# call: consumed(iter([]))
# call: consumed(5)
# call: distinct([1, 1])
# call: distinct([[]])
# call: distinct(None)
# call: ordered([2, 1])
# call: ordered([2, "a"])
# call: or_none(None, 5)
# call: squares([None])
# call: index([None])
"""Comprehensions, next, zip and what else runs over values."""


def wanted(numbers: list[int], number: int):
    try:
        return next(found for found in numbers if found == number)
    except:
        return None


def or_none(numbers: list[int], number: int):
    try:
        return [found for found in numbers if found == number][0]
    except:
        return None


def squares(texts: list[str]):
    try:
        return [int(text.strip()) + 1 for text in texts]
    except:
        return []


def index(texts: list[str]):
    try:
        return {text: int(text.strip()) for text in texts}
    except:
        return {}


def pairs(names: list[str], numbers: list[int]):
    try:
        return list(zip(names, numbers, strict=True))
    except:
        return []


def counted(stop: int, step: int):
    try:
        return list(range(0, stop, step))
    except:
        return []


def consumed(numbers):
    try:
        return next(numbers)
    except:
        return None


def distinct(names: list):
    try:
        return len(set(names))
    except:
        return 0


def ordered(names: list):
    try:
        return sorted(names)
    except:
        return names

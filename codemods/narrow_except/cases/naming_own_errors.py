# with: service/__init__.py
# call: checked({"name": "a"})
# call: checked({})
# call: checked({"name": ""})
# call: checked(None)
# call: early(None)
# call: early(3)
# call: early(-3)
# call: local(1)
# call: local(0)
# call: nested(0)
# call: nested(1)
# call: shadowing(1, 2)
# call: shadowing(0, 2)
# call: Store().load("b")
# call: Store().load("a")
"""The service's own exceptions."""

import sys
from typing import Dict


class Rejected(Exception):
    """The request is no good."""


class Store:
    class Missing(Exception):
        """Not in the store."""

    def __init__(self) -> None:
        self.items: Dict[str, int] = {"a": 1}

    def find(self, key: str) -> int:
        for name in ("a", "c"):
            if name == key:
                return 1
        raise Store.Missing(key)

    def load(self, key: str) -> int:
        try:
            return self.find(key)
        except:
            return 0


def check(order: Dict[str, str]) -> str:
    if not order["name"]:
        raise Rejected("no name")
    return order["name"]


def checked(order: Dict[str, str]) -> str:
    try:
        return check(order)
    except:
        return ""


def below(number: int) -> int:
    if number < 0:
        raise TooSmall(number)
    return number


def early(number: int) -> int:
    try:
        return below(number)
    except:
        return 0


class TooSmall(Exception):
    """Defined below its use."""


def local(number: int) -> int:
    class Zero(Exception):
        pass

    def positive(value: int) -> int:
        if value == 0:
            raise Zero()
        return value

    try:
        return positive(number)
    except:
        return -1


if sys.platform:
    class Conditional(Exception):
        """Under a condition."""


def conditional(number: int) -> int:
    if number == 0:
        raise Conditional()
    return number


def nested(number: int) -> int:
    try:
        return conditional(number)
    except:
        return -1


def positive(number: int) -> int:
    if number == 0:
        raise Rejected("zero")
    return number


def shadowing(number: int, Rejected: int) -> int:
    try:
        return positive(number)
    except:
        return Rejected

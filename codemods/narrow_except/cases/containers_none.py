# call: is_listed([1], 1)
# call: is_listed(None, 1)
# call: is_unlisted((1,), 1)
# call: is_unlisted(None, 1)
# call: is_near(range(3), 1)
# call: is_near(None, 1)
# call: is_queued(deque([1]), 1)
# call: is_queued(None, 1)
# call: merged({"b": "1"})
# call: merged({"a": "1"})
# call: merged(None)
# call: merged_or_none({"b": "1"})
# call: merged_or_none(None)
# call: handed_on({"b": "1"})
# call: handed_on(None)
# call: collected(b="1")
# call: collected()
# call: collected(b=None)
# call: collected(b=float("inf"))
# call: copied([1])
# call: copied(None)
# call: pathed(["a", "b"])
# call: pathed(None)
# call: pathed([None])
# call: own(Settings(a=1))
"""Values that are declared to be containers, and are None."""

import os
from collections import deque
from typing import Optional


class Settings(dict):
    def keys(self):
        raise LookupError("no settings")

    __iter__ = keys


def is_listed(xs: list[int], x: int):
    try:
        return x in xs
    except:
        return None


def is_unlisted(xs: tuple[int, ...], x: int):
    try:
        return x not in xs
    except:
        return None


def is_near(xs: range, x: int):
    try:
        return x in xs
    except:
        return None


def is_queued(xs: deque[int], x: int):
    # Its row says nothing about `in`.
    try:
        return x in xs
    except:
        return None


def merged(kw: dict[str, str]):
    try:
        return {"a": int("1"), **kw}
    except:
        return None


def merged_or_none(kw: Optional[dict[str, str]]):
    try:
        return {"a": 1, **kw}
    except:
        return None


def handed_on(kw: dict[str, str]):
    try:
        return dict(a=1, **kw)
    except:
        return None


def collected(**kw: str):
    try:
        return {"a": int(kw["b"]), **kw}
    except:
        return None


def copied(xs: list[int]):
    try:
        return [*xs]
    except:
        return None


def pathed(parts: list[str]):
    try:
        return os.path.join("a", *parts)
    except:
        return None


def own(kw: Settings):
    # A dictionary of the project's may give its keys otherwise.
    try:
        return {**kw}
    except:
        return None

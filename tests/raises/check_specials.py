"""Calls the special methods of the classes that the tables say were looked at, and names what has no row.

    python3 tests/raises/check_specials.py

`looked_at` in words.toml lists classes of the standard library of which each special method that can raise has a row.
Each is called here on edge values, alone and with other values, as functions of the library call it; what comes out
must be in the row of the method, or be a TypeError, which says that it is not there. Exits with 1, and a list, when
anything differs.
"""

from __future__ import annotations

import asyncio
import collections
import concurrent.futures
import datetime
import decimal
import email.message
import io
import ipaddress
import logging
import math
import operator
import os
import pathlib
import queue
import random
import re
import socket
import sqlite3
import string
import struct
import subprocess
import sys
import threading
import time
import tomllib
import urllib.parse
import uuid
import xml.etree.ElementTree as ElementTree
import zipfile
import zoneinfo
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from check_raises import TABLES, find, holds_here

UTC = datetime.timezone.utc
ALONE: dict[str, list[Callable[[Any], Any]]] = {
    "__abs__": [abs],
    "__neg__": [operator.neg],
    "__pos__": [operator.pos],
    "__invert__": [operator.invert],
    "__int__": [int],
    "__float__": [float, math.isnan],
    "__complex__": [complex],
    "__index__": [operator.index],
    "__round__": [round, lambda value: round(value, 2)],
    "__trunc__": [math.trunc],
    "__floor__": [math.floor],
    "__ceil__": [math.ceil],
    "__len__": [len],
    "__bool__": [bool],
    "__hash__": [hash],
    "__str__": [str],
    "__repr__": [repr],
    "__format__": [format, lambda value: format(value, "x"), lambda value: format(value, ">9")],
    "__bytes__": [lambda value: type(value).__bytes__(value) if hasattr(value, "__bytes__") else None],
    "__fspath__": [os.fspath],
    "__reversed__": [reversed],
    "__sizeof__": [sys.getsizeof],
    "__dir__": [dir],
    "__pow__": [lambda value: value**2, lambda value: value**-1],
}
PAIRS = {
    f"__{name}__": getattr(operator, name, divmod)
    for name in "add sub mul truediv floordiv mod divmod lt le gt ge eq ne matmul lshift xor".split()
}
OTHERS: list[Any] = [1, 0, 2.5, "a", None]


def instances() -> dict[str, list[Any]]:
    """Edge values of each class. What opens something is closed with the process."""
    context = decimal.getcontext()
    context.Emax, context.Emin = 999, -999  # An int of a million digits takes minutes.
    numbers = ["0", "1", "-1.5", "1e400", "9.9e999", "1e-999", "NaN", "sNaN", "Infinity", "-Infinity", "1" * 40]
    mapping: dict[str, int] = {"a": 1}
    moments = [datetime.datetime.min, datetime.datetime.max, datetime.datetime(2020, 1, 1, tzinfo=UTC)]
    found: list[Any] = [
        *map(Decimal, numbers),
        *[Fraction(0), Fraction(1, 3), Fraction(10**400), Fraction(1, 10**400)],
        *moments,
        *[moment.date() for moment in moments],
        *[datetime.time.min, datetime.time(1, tzinfo=UTC)],
        *[datetime.timedelta(0), datetime.timedelta.max, datetime.timedelta.min, datetime.timedelta(1.5)],
        *[UTC, zoneinfo.ZoneInfo("UTC")],
        *[pathlib.Path("a"), pathlib.Path("a\0"), pathlib.Path("\ud800"), pathlib.PurePath("a")],
        *[pathlib.PurePosixPath("a"), pathlib.PureWindowsPath("\ud800")],
        *[uuid.UUID(int=0), uuid.UUID(int=2**128 - 1)],
        *[ipaddress.IPv4Address(0), ipaddress.IPv4Address(2**32 - 1)],
        *[ipaddress.IPv6Address(0), ipaddress.IPv6Address(2**128 - 1), ipaddress.IPv6Address("::1%a")],
        *[re.compile("a"), re.match("(a)(b)?", "a")],
        *[time.gmtime(0), os.stat("."), next(os.scandir("/"))],
        *[subprocess.run(["true"]), subprocess.Popen(["true"])],
        *[collections.Counter("ab"), collections.OrderedDict(mapping), collections.defaultdict(list, a=[])],
        *[collections.deque([1]), mapping.keys(), mapping.values(), mapping.items()],
        *[collections.OrderedDict(mapping).keys(), collections.OrderedDict(mapping).values()],
        *[collections.OrderedDict(mapping).items(), urllib.parse.urlparse("http://a/b")],
        *[urllib.parse.urlsplit("http://a/b"), random.Random(1), threading.Event(), threading.Thread()],
        *[queue.Queue(), logging.getLogger("a"), struct.Struct("i"), sqlite3.connect(":memory:")],
        *[sqlite3.connect(":memory:").cursor(), socket.socket(), string.Template("a")],
        *[ElementTree.Element("a"), email.message.Message(), email.message.EmailMessage()],
        *[zipfile.ZipInfo(), concurrent.futures.Future(), asyncio.Event(), asyncio.Lock(), asyncio.Queue()],
        *[io.BytesIO(), io.StringIO(), open(os.devnull), open(os.devnull, "rb"), open(os.devnull, "wb")],
    ]
    by_class: dict[str, list[Any]] = {}
    for value in found:
        by_class.setdefault(name_of(type(value)), []).append(value)
    return by_class


def name_of(cls: type) -> str:
    """As the type checker has it: its stubs name some classes otherwise than the interpreter."""
    name = f"{cls.__module__}.{cls.__qualname__}".replace("_io.", "io.")
    moved = {
        "builtins.dict_": "_collections_abc.dict_",
        "builtins.odict_": "collections._odict_",
        "posix.": "os.",
        "_socket.": "socket.",
        "_struct.": "struct.",
        "concurrent.futures._base.": "concurrent.futures.",
        "asyncio.locks.": "asyncio.",
        "asyncio.queues.": "asyncio.",
    }
    for old, new in moved.items():
        name = new + name[len(old) :] if name.startswith(old) else name
    return name


def row_of(cls: type, method: str, rows: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """As effects/invoked.rs finds it."""
    plain = "__lt__" if method in ("__gt__", "__le__", "__ge__") else method
    plain = "__eq__" if method == "__ne__" else plain
    for wanted in (method, plain):
        for base in cls.__mro__:
            row = rows.get(f"{name_of(base)}.{wanted}")
            if row is not None:
                return row
    return {}


def calls(value: Any, others: list[Any]) -> Iterator[tuple[str, Callable[[], Any]]]:
    for method, functions in ALONE.items():
        for function in functions:
            yield method, lambda function=function: function(value)
    for method, function in PAIRS.items():
        for other in others:
            yield method, lambda function=function, other=other: function(value, other)
            yield method, lambda function=function, other=other: function(other, value)


def check(value: Any, others: list[Any], rows: dict[str, dict[str, Any]]) -> Iterator[str]:
    for method, call in calls(value, others):
        try:
            call()
        except Exception as error:
            row = row_of(type(value), method, rows)
            names = ["TypeError", *row.get("raises", []), *row.get("mistyped", [])]
            if not any(isinstance(error, find(name)) for name in names):
                yield f"{name_of(type(value))}.{method}: {type(error).__name__} has no row ({error})"


def main() -> int:
    words = tomllib.loads((TABLES / "words.toml").read_text(encoding="utf-8"))
    table = tomllib.loads((TABLES / "raises.toml").read_text(encoding="utf-8"))["row"]
    rows = {row["call"]: row for row in table if holds_here(row)}
    by_class = instances()
    only_elsewhere = {"pathlib.WindowsPath"} if os.name == "posix" else {"pathlib.PosixPath"}
    looked_at = set(words["protocols"]["looked_at"]) - only_elsewhere - {"pathlib.Path"}
    missing = looked_at - by_class.keys() - {name_of(find(name)) for name in looked_at & {"pathlib.PurePath"}}
    problems = [f"{name}: no value of it is made here" for name in sorted(missing)]
    for name in sorted(looked_at & by_class.keys()):
        for value in by_class[name]:
            problems += check(value, [*by_class[name], *OTHERS], rows)
    for problem in dict.fromkeys(problems):
        print(problem)
    print(f"{len(looked_at)} classes, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

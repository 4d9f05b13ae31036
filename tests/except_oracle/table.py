"""Finds the row of raises.toml that speaks of a function object, and what the row says for the arguments given."""

from __future__ import annotations

import builtins
import importlib
import inspect
import sys
from typing import Any, NamedTuple

PLATFORMS = {"posix": ("linux", "darwin"), "linux": ("linux",), "windows": ("win32",)}
NOT_GIVEN = object()
Row = dict[str, Any]


def version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


def holds_here(row: Row) -> bool:
    """Whether this interpreter is one that the row or condition speaks about."""
    here = sys.version_info[:2]
    if "since" in row and here < version(row["since"]) or "until" in row and here > version(row["until"]):
        return False
    return "platform" not in row or sys.platform in PLATFORMS[row["platform"]]


def find(name: str) -> Any:
    """The object by its qualified name; `ImportError` or `AttributeError` where it is not there."""
    if "." not in name:
        return getattr(builtins, name)
    parts = name.split(".")
    for count in range(len(parts) - 1, 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:count]))
        except ImportError:
            continue
        for part in parts[count:]:
            found = getattr(found, part)
        return found
    raise ImportError(name)


class Match(NamedTuple):
    row: Row
    # A method that was taken from its class is given its receiver first.
    unbound: bool = False

    @property
    def conditional(self) -> bool:
        return "when" in self.row or "without" in self.row


class Table:
    """The rows by the objects they speak of, as far as their modules are loaded."""

    def __init__(self, rows: list[Row]) -> None:
        self.waiting: dict[str, list[Row]] = {}
        for row in rows:
            if row["module"] != "syntax" and holds_here(row):
                self.waiting.setdefault(row["module"], []).append(row)
        self.objects: dict[int, Match] = {}
        self.methods: dict[tuple[int, str], Row] = {}
        # What is known by identity must not be freed.
        self.kept: list[Any] = []
        self.loaded = 0

    def match(self, function: Any) -> Match | None:
        self._learn()
        direct = self.objects.get(id(function))
        if direct is not None:
            return direct
        receiver, name = getattr(function, "__self__", None), getattr(function, "__name__", None)
        if receiver is None or not isinstance(name, str) or inspect.ismodule(receiver):
            return None
        own = self.methods.get((id(receiver), name))
        if own is not None:
            return Match(own)
        for parent in (receiver if isinstance(receiver, type) else type(receiver)).__mro__:
            row = self.methods.get((id(parent), name))
            if row is not None:
                return Match(row)
            if name in vars(parent):
                return None
        return None

    def _learn(self) -> None:
        if len(sys.modules) == self.loaded:
            return
        for module in [name for name in self.waiting if name in sys.modules]:
            for row in self.waiting.pop(module):
                self._add(row)
        self.loaded = len(sys.modules)

    def _add(self, row: Row) -> None:
        holder, _, name = row["call"].rpartition(".")
        try:
            owner = sys.modules[holder] if holder in sys.modules else find(holder)
            static = inspect.getattr_static(owner, name) if isinstance(owner, type) else getattr(owner, name)
        except (ImportError, AttributeError):
            return
        self.kept.append((owner, static))
        if not inspect.ismodule(owner):
            self.methods.setdefault((id(owner), name), row)
        if isinstance(static, (staticmethod, classmethod)):
            static = static.__func__
            self.kept.append(static)
            self.objects.setdefault(id(static), Match(row))
        else:
            self.objects.setdefault(id(static), Match(row, isinstance(owner, type) and not isinstance(static, type)))


def raised(match: Match, args: tuple[Any, ...], kwargs: dict[str, Any]) -> list[str]:
    """The names of what the call may raise, with these arguments of the documented types."""
    row = match.row
    args = args[1:] if match.unbound else args
    names = list(row["raises"])
    for condition in row.get("when", []):
        if not holds_here(condition) or not speaks_of(condition, args, kwargs):
            continue
        if "instead" in condition:
            names = list(condition["instead"])
        names += condition.get("adds", [])
    for condition in row.get("without", []):
        if holds_here(condition) and given(condition, args, kwargs) is NOT_GIVEN:
            names += condition.get("adds", [])
    return list(dict.fromkeys(names))


def given(condition: Row, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    if condition.get("argument", len(args)) < len(args):
        return args[condition["argument"]]
    return kwargs.get(condition.get("keyword", ""), NOT_GIVEN)


def speaks_of(condition: Row, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool:
    if "argument" not in condition and "keyword" not in condition:
        return True
    value = given(condition, args, kwargs)
    # Every argument that the table asks for has None as its default, or a default that None stands for.
    if value is NOT_GIVEN or value is None:
        return False
    kind = condition.get("type")
    if kind is not None and not (callable(value) if kind == "callable" else isinstance(value, find(kind))):
        return False
    if "value" in condition and value != condition["value"]:
        return False
    return not any(is_literal(value, literal) for literal in condition.get("unless", []))


def is_literal(value: Any, literal: str) -> bool:
    """Whether the value is of the literals that the text stands for; a variable's value counts as one."""
    if literal == "<non-empty literal>":
        return bool(value)
    if literal.startswith("<text without "):
        part = literal[len("<text without ") : -1]
        return isinstance(value, (str, bytes)) and part not in (value if isinstance(value, str) else value.decode("latin-1"))
    return value == literal

"""What came of a run, as text that is the same in every process."""

from __future__ import annotations

import dataclasses
import inspect
import os
import re
import types
from pathlib import Path, PurePath
from typing import Any

from instances import class_name

Outcome = dict[str, Any]
COMPARED = ("result", "error", "stdout", "stderr", "logs", "files", "globals")
ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,}")
TRACE_LINE = re.compile(r'(File "[^"]*", line )\d+')
TEMPORARY = re.compile(r"(<temporary>/tmp)[a-z0-9_]{8}")
# The marks under an expression of a traceback, which the probes make longer.
CARETS = re.compile(r"^ +[~^]+ *\n", re.MULTILINE)
# The frames of the probes; they stand in between only where a row asks for the arguments.
OWN_FRAME = re.compile(r' +File "<oracle>/[^"]*", line N, in .*\n(?:    .*\n)?')
MOST_ITEMS = 1000
MOST_DEPTH = 12
SHOWN = 240


class Canon:
    """Writes values down without addresses and without this machine's folders."""

    def __init__(self, folders: dict[str, str]) -> None:
        self.folders = sorted(folders.items(), key=lambda item: -len(item[0]))

    def text(self, text: str) -> str:
        for folder, name in self.folders:
            text = text.replace(folder, name)
        text = TEMPORARY.sub(r"\1*", ADDRESS.sub("0x", text))
        return OWN_FRAME.sub("", CARETS.sub("", TRACE_LINE.sub(r"\1N", text)))

    def value(self, value: Any, above: tuple[int, ...] = ()) -> str:
        if id(value) in above or len(above) > MOST_DEPTH:
            return "..."
        above = (*above, id(value))
        kind = type(value)
        if kind in (str, bytes, int, float, complex, bool) or value is None:
            return self.text(repr(value))
        if isinstance(value, tuple) and hasattr(value, "_fields"):
            return f"{kind.__qualname__}{self._items(value, above, '()')}"
        if kind in (list, tuple):
            return self._items(value, above, "[]" if kind is list else "()")
        if kind in (set, frozenset):
            return f"{kind.__name__}({', '.join(sorted(self.value(item, above) for item in value))})"
        if isinstance(value, dict):
            inner = ", ".join(f"{self.value(key, above)}: {self.value(item, above)}" for key, item in value.items())
            return ("" if kind is dict else kind.__qualname__) + "{" + inner + "}"
        if isinstance(value, BaseException):
            return f"{class_name(kind)}({self.text(str(value))!r})"
        if isinstance(value, PurePath):
            return f"Path({self.text(str(value))!r})"
        if isinstance(value, (types.FunctionType, types.BuiltinFunctionType, type)):
            return f"<{value.__module__}.{value.__qualname__}>"
        if isinstance(value, types.ModuleType):
            return f"<module {value.__name__}>"
        if kind.__repr__ is object.__repr__ or dataclasses.is_dataclass(value):
            fields = {key: item for key, item in getattr(value, "__dict__", {}).items()}
            return f"<{class_name(kind)} {self.value(fields, above)}>" if fields else f"<{class_name(kind)}>"
        return self.text(repr(value))

    def _items(self, items: Any, above: tuple[int, ...], marks: str) -> str:
        return marks[0] + ", ".join(self.value(item, above) for item in items) + marks[1]

    def error(self, error: BaseException) -> list[str]:
        """The class and the text, then the classes of what it came from."""
        try:
            text = self.text(str(error))
        except Exception as other:
            text = f"<{type(other).__name__} in str>"
        chain, links = [class_name(type(error)), text], error
        while len(chain) < 6:
            link = links.__cause__ or (None if links.__suppress_context__ else links.__context__)
            if link is None or link is links:
                break
            chain.append(class_name(type(link)))
            links = link
        return chain

    def folder(self, folder: Path) -> dict[str, str]:
        """Every file's content by its name; a directory has none."""
        found = {}
        for top, directories, files in os.walk(folder):
            for name in sorted([*directories, *files]):
                path = Path(top, name)
                key = self.text(path.relative_to(folder).as_posix())
                if path.is_symlink():
                    found[key] = f"-> {self.text(os.readlink(path))}"
                elif path.is_dir():
                    found[f"{key}/"] = ""
                elif path.is_file():
                    found[key] = self.text(readable(path))
                else:
                    found[key] = "<special>"
        return dict(sorted(found.items()))


def readable(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        return f"<{type(error).__name__}>"
    return data.decode("utf-8", "backslashreplace")


def drained(value: Any) -> Any:
    """What a generator yields, in place of the generator."""
    if inspect.isgenerator(value):
        return ["<generator>", *(item for item, _ in zip(value, range(MOST_ITEMS)))]
    if inspect.iscoroutine(value):
        value.close()
        return "<coroutine>"
    return value


async def gathered(value: Any) -> Any:
    """The same for what must be waited for."""
    value = await value
    if inspect.isasyncgen(value):
        return ["<async generator>", *[item async for item in value]]
    return drained(value)


def same(first: Outcome, second: Outcome) -> bool:
    return all(first[name] == second[name] for name in COMPARED if name != "globals") and same_globals(
        first["globals"], second["globals"])


def same_globals(before: dict[str, str] | None, after: dict[str, str] | None) -> bool:
    """A rewrite may import more modules and classes; it may change nothing else."""
    if before is None or after is None:
        return before is after
    return all(before.get(name) == value for name, value in after.items() if name in before or value[0] != "<") and all(
        name in after for name in before)


def shown(outcome: Outcome, other: Outcome) -> str:
    """One line that tells the outcome from the other."""
    if outcome["error"]:
        kind, text, *chain = outcome["error"]
        told = f"{kind}: {text}" + "".join(f" <- {name}" for name in chain)
    else:
        told = "imported" if outcome["globals"] is not None else f"returns {outcome['result']}"
    for name in ("stdout", "stderr"):
        if outcome[name] != other[name]:
            told += f"; {name} {outcome[name][-160:]!r}"
    if outcome["logs"] != other["logs"]:
        told += f"; logs {outcome['logs']}"
    for name in ("files", "globals"):
        mine, others = outcome[name] or {}, other[name] or {}
        for key in sorted({*mine, *others}):
            if mine.get(key) != others.get(key):
                told += f"; {key}: {mine.get(key, 'not there')}"
    told = " ".join(told.split())
    return told if len(told) <= SHOWN else told[:SHOWN] + "..."

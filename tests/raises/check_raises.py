"""Holds the table of what raises what against the real modules.

    python3 tests/raises/check_raises.py

Every module is imported, every call and every exception is found by its name, each exception is one and none stands
beside its base, rows are sorted and unique, and each says where its facts are from. A module that is not installed is
named as skipped. Exits with 1, and a list, when anything differs.
"""

from __future__ import annotations

import builtins
import importlib
import sys
import tomllib
import warnings
from pathlib import Path
from typing import Any

TABLE = Path(__file__).resolve().parents[2] / "codemods/narrow_except/raises.toml"
# Attributes that an object is given when it is made.
OF_INSTANCES = {"requests.Response.headers", "requests.Response.status_code"}
PLATFORMS = {"posix": ("linux", "darwin"), "linux": ("linux",), "windows": ("win32",)}


def version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


def holds_here(row: dict[str, Any]) -> bool:
    """Whether this interpreter is one that the row or condition speaks about."""
    here = sys.version_info[:2]
    if "since" in row and here < version(row["since"]) or "until" in row and here > version(row["until"]):
        return False
    return "platform" not in row or sys.platform in PLATFORMS[row["platform"]]


def find(name: str) -> Any:
    """The object by its qualified name; `ImportError` where its module is not there."""
    if "." not in name:
        return getattr(builtins, name)
    parts = name.split(".")
    missing: ImportError | None = None
    for count in range(len(parts) - 1, 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:count]))
        except ImportError as error:
            missing = missing or error
            continue
        for part in parts[count:]:
            found = found.__dict__[part] if isinstance(found, type) and part in found.__dict__ else getattr(found, part)
        return found
    raise missing or ImportError(name)


def exceptions(row: dict[str, Any]) -> list[str]:
    conditions = [*row.get("when", []), *row.get("without", [])]
    names = [*row.get("raises", []), *row.get("mistyped", []), *row.get("hostile", [])]
    for condition in conditions:
        if holds_here(condition):
            names += [*condition.get("adds", []), *condition.get("instead", [])]
    return names


def check(row: dict[str, Any], skipped: dict[str, str]) -> list[str]:
    problems = []
    top = row["module"].split(".")[0]
    if "source" not in row:
        problems.append("has no source")
    if top in skipped or not holds_here(row):
        return problems
    if row["module"] not in ("syntax", "builtins"):
        try:
            importlib.import_module(row["module"])
        except ImportError as error:
            skipped[top] = str(error)
            return problems
    if row["module"] != "syntax" and row["call"] not in OF_INSTANCES:
        try:
            find(row["call"])
        except (ImportError, AttributeError) as error:
            problems.append(f"is not there: {error}")
    classes = {}
    for name in exceptions(row):
        try:
            classes[name] = find(name)
        except ImportError as error:
            # A class of another package, which only matters where that is used.
            skipped.setdefault(name.split(".")[0], str(error))
        except AttributeError as error:
            problems.append(f"raises {name}, which is not there: {error}")
    for name, found in classes.items():
        if not (isinstance(found, type) and issubclass(found, BaseException)):
            problems.append(f"raises {name}, which is no exception")
    raised = [classes[name] for name in row.get("raises", []) if name in classes]
    # asyncio.TimeoutError is a class of its own before 3.11, and stands beside OSError for that.
    own = [found for found in raised if found is not TimeoutError]
    for one in own:
        problems += [f"raises {one.__name__} beside its base {base.__name__}"
                     for base in own if base is not one and issubclass(one, base)]
    return problems


def main() -> int:
    warnings.simplefilter("ignore")
    rows = tomllib.loads(TABLE.read_text())["row"]
    skipped: dict[str, str] = {}
    problems = [f"{row['call']}: {problem}" for row in rows for problem in check(row, skipped)]
    keys = [(row["module"], row["call"], row.get("since", "")) for row in rows]
    problems += [f"{after[1]}: stands behind {before[1]}" for before, after in zip(keys, keys[1:]) if before > after]
    problems += sorted({f"{key[1]}: stands twice" for key in keys if keys.count(key) > 1})
    for name, why in sorted(skipped.items()):
        print(f"skipped: {name} ({why})")
    for problem in problems:
        print(problem)
    print(f"{len(rows)} rows, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

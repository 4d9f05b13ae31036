"""Holds the table of what raises what, and that of the exception classes, against the real modules.

    python3 tests/raises/check_raises.py

Every module is imported, every call and every exception is found by its name, each exception is one and none stands
beside its base, rows are sorted and unique, and each says where its facts are from. A class has exactly the ancestors
that its row gives it, and its other names are that very class. A module that is not installed is named as skipped.
Exits with 1, and a list, when anything differs.
"""

from __future__ import annotations

import builtins
import importlib
import importlib.metadata
import sys
import tomllib
import warnings
from pathlib import Path
from typing import Any

TABLES = Path(__file__).resolve().parents[2] / "codemods/narrow_except"
# Attributes that an object is given when it is made.
OF_INSTANCES = {"requests.Response.headers", "requests.Response.status_code"}
VERSIONS = [(3, minor) for minor in range(8, 14)]
PLATFORMS = {"posix": ("linux", "darwin"), "linux": ("linux",), "windows": ("win32",)}


def version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


def holds_in(row: dict[str, Any], at: tuple[int, ...]) -> bool:
    return not ("since" in row and at < version(row["since"]) or "until" in row and at > version(row["until"]))


def holds_here(row: dict[str, Any]) -> bool:
    """Whether this interpreter is one that the row or condition speaks about."""
    return holds_in(row, sys.version_info[:2]) and ("platform" not in row or sys.platform in PLATFORMS[row["platform"]])


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


def exceptions(row: dict[str, Any], *, everywhere: bool = False) -> list[str]:
    """The classes a row names; also those of other versions, with `everywhere`."""
    conditions = [*row.get("when", []), *row.get("without", [])]
    names = [*row.get("raises", []), *row.get("rare", []), *row.get("mistyped", []), *row.get("hostile", [])]
    for condition in conditions:
        if everywhere or holds_here(condition):
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


def other_versions() -> dict[str, str]:
    """The packages that are installed in another version than the classes were taken from."""
    pins = (Path(__file__).parent / "requirements.txt").read_text().split()
    pinned = dict(pin.lower().replace("-", "_").split("==") for pin in pins)
    others = {}
    for package, distributions in importlib.metadata.packages_distributions().items():
        wanted = pinned.get(distributions[0].lower().replace("-", "_"))
        installed = importlib.metadata.version(distributions[0])
        if wanted and installed != wanted:
            others[package] = f"{installed} is installed, {wanted} was looked at"
    return others


def aliases(row: dict[str, Any]) -> list[dict[str, Any]]:
    """The other names of a class, each with the versions it holds for."""
    span = {key: row[key] for key in ("since", "until") if key in row}
    return [{**span, **(entry if isinstance(entry, dict) else {"name": entry})} for entry in row.get("also", [])]


def ancestors(name: str, rows: dict[str, dict[str, Any]]) -> set[str]:
    bases = rows[name]["bases"] if name in rows else []
    return {name}.union(*(ancestors(base, rows) for base in bases))


def check_class(row: dict[str, Any], found: dict[str, type], rows: dict[str, dict[str, Any]]) -> list[str]:
    """What is wrong with a class of this interpreter: `found` has all of those, `rows` their rows."""
    name, problems = row["name"], []
    here = found[name]
    if not (isinstance(here, type) and issubclass(here, BaseException)):
        return ["is no exception"]
    problems += [f"has the base {base}, which has no row" for base in row["bases"] if base not in rows]
    said = ancestors(name, rows)
    for other, there in found.items():
        if issubclass(here, there) and other not in said:
            problems.append(f"derives from {other}, which its row does not say")
        if other in said and not issubclass(here, there):
            problems.append(f"does not derive from {other}, as its row says")
    for alias in aliases(row):
        try:
            if holds_here(alias) and find(alias["name"]) is not here:
                problems.append(f"is not {alias['name']}")
        except ImportError:
            pass  # Of a module that this platform or installation has not.
        except AttributeError as error:
            problems.append(f"is not {alias['name']}: {error}")
    return problems


def check_classes(rows: list[dict[str, Any]], used: set[str], skipped: dict[str, str]) -> list[str]:
    known = {row["name"] for row in rows}
    problems = [f"{name}: has no row among the exceptions" for name in sorted(used - known)]
    problems += [f"{row['name']}: has no source" for row in rows if "source" not in row]
    keys = [(row["name"], version(row.get("since", "0"))) for row in rows]
    problems += [f"{after[0]}: stands behind {before[0]}" for before, after in zip(keys, keys[1:]) if before > after]
    for at in VERSIONS:
        names = [entry["name"] for row in rows for entry in [row, *aliases(row)] if holds_in(entry, at)]
        twice = sorted({name for name in names if names.count(name) > 1})
        problems += [f"{name}: stands twice for {at[0]}.{at[1]}" for name in twice]
    here = {row["name"]: row for row in rows if holds_here(row)}
    found, others = {}, other_versions()
    for name in here:
        package = name.split(".")[0]
        if package in others:
            skipped.setdefault(package, others[package])
            continue
        try:
            found[name] = find(name)
        except ImportError as error:
            skipped.setdefault(package, str(error))
        except AttributeError as error:
            problems.append(f"{name}: is not there: {error}")
    return problems + [f"{name}: {problem}" for name in found for problem in check_class(here[name], found, here)]


def main() -> int:
    warnings.simplefilter("ignore")
    rows = tomllib.loads((TABLES / "raises.toml").read_text())["row"]
    classes = tomllib.loads((TABLES / "exceptions.toml").read_text())["class"]
    skipped: dict[str, str] = {}
    problems = [f"{row['call']}: {problem}" for row in rows for problem in check(row, skipped)]
    keys = [(row["module"], row["call"], row.get("since", "")) for row in rows]
    problems += [f"{after[1]}: stands behind {before[1]}" for before, after in zip(keys, keys[1:]) if before > after]
    problems += sorted({f"{key[1]}: stands twice" for key in keys if keys.count(key) > 1})
    problems += check_classes(classes, {name for row in rows for name in exceptions(row, everywhere=True)}, skipped)
    for name, why in sorted(skipped.items()):
        print(f"skipped: {name} ({why})")
    for problem in problems:
        print(problem)
    print(f"{len(rows)} rows, {len(classes)} classes, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

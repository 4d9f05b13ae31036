"""The cases of a directory and the headers that say how each is run.

Headers stand in the comments that head the case's main file:

    # call: parse("12")                   an expression; it sees the module's globals and `tmp`, a fresh directory
    # call: await fetch(tmp / "a.json")   run by asyncio.run
    # file: conf/a.json b"{}"             a file in `tmp`, made anew for each run; its content is a literal
    # missing: yaml                       also: everything once more with yaml not installed
    # broken: yaml                        also: everything once more with yaml failing while it is imported
    # needs: requests                     without it the case is skipped

A call that has to change what a module meets while it is imported can set it and use importlib.reload: each run has
modules, `tmp`, os.environ and logging of its own. Outcomes must not depend on the time or on chance.
"""

from __future__ import annotations

import ast
import importlib.util
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LISTS = {"call": "calls", "missing": "missing", "broken": "broken", "needs": "needs"}


class BadCase(Exception):
    """A case that cannot be run; the text says why."""


@dataclass
class Headers:
    calls: list[str] = field(default_factory=list)
    files: dict[str, str | bytes] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)


@dataclass
class Case:
    name: str
    folder: Path
    main: str
    headers: Headers


def read_headers(source: bytes) -> Headers:
    headers = Headers()
    for line in source.decode("utf-8-sig", "replace").splitlines():
        if not line.startswith("#"):
            break
        key, colon, rest = line[1:].strip().partition(":")
        rest = rest.strip()
        if not colon:
            continue
        if key in LISTS:
            getattr(headers, LISTS[key]).append(rest)
        elif key == "file":
            name, _, content = rest.partition(" ")
            headers.files[name] = content_of(content)
    return headers


def content_of(text: str) -> str | bytes:
    try:
        content: Any = ast.literal_eval(text.strip())
    except (ValueError, SyntaxError) as error:
        raise BadCase(f"the content of a `# file:` is no literal: {text}") from error
    if not isinstance(content, (str, bytes)):
        raise BadCase(f"the content of a `# file:` is neither text nor bytes: {text}")
    return content


def read_case(folder: Path) -> Case:
    """The main file of a case is the one that says what to call."""
    for side in ("before", "after"):
        if not (folder / side).is_dir():
            raise BadCase(f"there is no folder `{side}`")
    names = [sorted(str(path.relative_to(folder / side)) for path in (folder / side).rglob("*.py"))
             for side in ("before", "after")]
    if names[0] != names[1]:
        raise BadCase(f"the trees have different files: {', '.join(sorted({*names[0]} ^ {*names[1]}))}")
    found = [(name, read_headers((folder / "before" / name).read_bytes())) for name in names[0]]
    mains = [(name, headers) for name, headers in found if headers.calls]
    if len(mains) != 1:
        raise BadCase(f"{len(mains)} files have a `# call:` header, not one")
    name, headers = mains[0]
    for call in headers.calls:
        try:
            compile(call, "<call>", "eval", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        except SyntaxError as error:
            raise BadCase(f"`# call: {call}` is no expression: {error}") from error
    return Case(folder.name, folder, name, headers)


def module_name(main: str) -> str:
    """The dotted name under which a file of the tree is imported."""
    parts = list(Path(main).with_suffix("").parts)
    if parts[0] == "src" and len(parts) > 1:
        parts = parts[1:]
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def not_installed(modules: list[str]) -> str | None:
    """The first of the modules that this interpreter has not."""
    for module in modules:
        try:
            spec = importlib.util.find_spec(module)
        except ImportError:
            spec = None
        if spec is None:
            return module
    return None

"""The headers of a case: the driver, and for each engine the pool that it must have after the rewrite.

    # oracle: asyncpg
    # engine: engine
    # pool: AsyncAdaptedQueuePool 20 40 pre_ping recycle=3600
    # before: NullPool

Engines and pools belong together in their order. `before` is NullPool (if it is not given) or `raises CLASS`: the
exception that importing the file or building the engine gives today. It is said once, or once for each engine.

`DATABASE_URL` holds the URL; `# variable: NAME` lets a further variable hold it, `# variable: NAME=VALUE` something
else. An expression may `await`, and name what reach.py has.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

# So many run at once, in each round.
QUERIES = 40
# What SQLAlchemy's URL of each driver starts with.
DIALECTS = {
    "sqlite": "sqlite",
    "aiosqlite": "sqlite+aiosqlite",
    "psycopg2": "postgresql+psycopg2",
    "psycopg": "postgresql+psycopg",
    "psycopg-async": "postgresql+psycopg",
    "asyncpg": "postgresql+asyncpg",
    "pymysql": "mysql+pymysql",
}
# The servers of tests/sql_oracle that speak them; a dialect that is not here has files.
SERVERS = {"postgresql": "postgresql", "mysql": "mariadb"}


class BadCase(Exception):
    """A case whose headers say no case."""


class Pool(NamedTuple):
    name: str
    size: int
    overflow: int
    pre_ping: bool
    recycle: int


class Engine(NamedTuple):
    """An expression that gives an engine, its pool after the rewrite, and the exception before it, if any."""

    expression: str
    pool: Pool
    raises: str | None

    def wanted(self, side: str) -> int:
        """The most connections at once that the queries can bring about."""
        return min(QUERIES, self.pool.size + self.pool.overflow) if side == "after" else QUERIES

    def keeps(self, side: str) -> int:
        """The most connections that stay open when nobody has a query."""
        return self.pool.size if side == "after" else 0

    def is_one(self) -> bool:
        """Whether the expression names an engine; a call may be that of a factory, which makes one each time."""
        return not any(isinstance(node, ast.Call) for node in ast.walk(ast.parse(self.expression, mode="eval")))


class Failure(NamedTuple):
    version: str
    side: str
    what: str
    expected: str
    found: str

    def told(self) -> str:
        return (f"SQLAlchemy {self.version}, {self.side} the rewrite, {self.what}: expected {self.expected}; "
                f"found {self.found}")


@dataclass
class Case:
    name: str
    folder: Path
    file: str
    driver: str
    engines: list[Engine]
    variables: dict[str, str | None] = field(default_factory=dict)
    checks: int = 0
    failures: list[Failure] = field(default_factory=list)

    def server(self) -> str | None:
        return SERVERS.get(DIALECTS[self.driver].partition("+")[0])


def read_headers(data: bytes) -> dict[str, list[str]]:
    """What the comments that head a file say, by key."""
    found: dict[str, list[str]] = {}
    for line in data.decode("utf-8-sig", "replace").splitlines():
        if not line.startswith("#"):
            break
        key, colon, value = line.removeprefix("# ").partition(":")
        if colon:
            found.setdefault(key, []).append(value.strip())
    return found


def read_case(folder: Path) -> Case:
    """The main file of a case is the one that names a driver."""
    heads = {path: read_headers(path.read_bytes()) for path in sorted((folder / "before").rglob("*.py"))}
    mains = [path for path, head in heads.items() if "oracle" in head]
    if len(mains) != 1:
        raise BadCase(f"{folder.name}: {len(mains)} files have an `# oracle:` header, not one")
    head = heads[mains[0]]
    driver = head["oracle"][0]
    if driver not in DIALECTS:
        raise BadCase(f"{folder.name}: an unknown driver: {driver}")
    try:
        return Case(folder.name, folder, str(mains[0].relative_to(folder / "before")), driver, read_engines(head),
                    read_variables(head))
    except (ValueError, SyntaxError) as error:
        raise BadCase(f"{folder.name}: {error}") from error


def read_engines(head: dict[str, list[str]]) -> list[Engine]:
    expressions, pools = head.get("engine", []), head.get("pool", [])
    befores = head.get("before", ["NullPool"])
    if len(befores) == 1:
        befores = befores * len(expressions)
    if not expressions or len(pools) != len(expressions) or len(befores) != len(expressions):
        raise ValueError(f"{len(expressions)} `# engine:` headers, {len(pools)} `# pool:`, {len(befores)} `# before:`")
    for expression in expressions:
        ast.parse(expression, mode="eval")
    return [Engine(expression, read_pool(pool), read_before(before))
            for expression, pool, before in zip(expressions, pools, befores)]


def read_variables(head: dict[str, list[str]]) -> dict[str, str | None]:
    """The values by name; None is the URL."""
    return {name: value if equals else None
            for name, equals, value in (text.partition("=") for text in head.get("variable", []))}


def read_pool(text: str) -> Pool:
    name, size, overflow, *rest = text.split()
    recycle = -1
    for word in rest:
        if word.startswith("recycle="):
            recycle = int(word.removeprefix("recycle="))
        elif word != "pre_ping":
            raise ValueError(f"`# pool:` has an unknown word: {word}")
    pool = Pool(name, int(size), int(overflow), "pre_ping" in rest, recycle)
    if pool.size < 1 or pool.overflow < 0:
        raise ValueError(f"`# pool:` has no bound: {text}")
    return pool


def read_before(text: str) -> str | None:
    if text == "NullPool":
        return None
    word, _, name = text.partition(" ")
    if word != "raises" or not name.isidentifier():
        raise ValueError(f"`# before:` is neither NullPool nor `raises CLASS`: {text}")
    return name


def task_of(case: Case, side: str) -> dict[str, Any]:
    """What a worker must know to run one side of a case."""
    return {
        "root": str((case.folder / side).resolve()),
        "file": case.file,
        "dialect": DIALECTS[case.driver],
        "server": case.server(),
        "variables": case.variables,
        "engines": [{"expression": engine.expression, "wanted": engine.wanted(side), "keeps": engine.keeps(side)}
                    for engine in case.engines],
    }

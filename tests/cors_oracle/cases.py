"""The headers of a case: the test client, the applications, and where the program is started.

    # oracle: fastapi
    # app: service.main:app
    # app: service.admin:create_app()
    # keeps: service.public:app
    # start: src
    # route: /
    # route: /items/1
    # env: CORS_ORIGINS=https://a.example,https://b.example DEBUG=1
    # uvicorn: service.main:create_app --factory
    # tightens: https://app.example.com https://admin.example.com

`oracle` is one of fastapi, starlette, flask and django. `app` is a module and an expression in it; for django the
module is that of the settings and the expression is empty. `start` is the folder, from the root of the case, that is
the working directory and the first of `sys.path`. Each `env` is one more round, with these variables. `uvicorn` is what
the command of that name is given. `tightens` says the origins of a rewrite that tightens; the applications of `keeps`
answer as before all the same.

Every file with an `oracle` header is a program of its own, as a repository with several services has several.
"""

from __future__ import annotations

import ast
import shlex
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

FRAMEWORKS = ("django", "fastapi", "flask", "starlette")


class BadCase(Exception):
    """A case whose headers say no case, or whose applications cannot be started before the rewrite."""


class App(NamedTuple):
    """An application, or a command line of uvicorn, which is what `client` says then."""

    client: str
    module: str
    expression: str
    is_tightened: bool

    def told(self) -> str:
        if self.client == "uvicorn":
            return f"uvicorn {self.expression}"
        return f"{self.module}:{self.expression}" if self.expression else self.module


class Program(NamedTuple):
    start: str
    apps: list[App]
    routes: list[str]
    rounds: list[dict[str, str]]
    tightens: list[str]


class Failure(NamedTuple):
    """What differs, in the first request of those that differ in the same way."""

    app: str
    what: str
    before: str
    after: str

    def told(self, request: str, count: int) -> str:
        more = f" (and in {count - 1} more requests)" if count > 1 else ""
        place = f"{self.app}, {request}" if request else self.app
        return f"{place}: {self.what}: before {self.before}, after {self.after}{more}"


@dataclass
class Case:
    name: str
    folder: Path
    programs: list[Program]
    requests: int = 0
    failed: int = 0
    failures: dict[Failure, tuple[str, int]] = field(default_factory=dict)

    def fail(self, request: str, failures: list[Failure]) -> None:
        """One request, or one start, that failed."""
        self.failed += 1
        for failure in failures:
            first, count = self.failures.get(failure, (request, 0))
            self.failures[failure] = (first, count + 1)

    def told(self) -> list[str]:
        return [failure.told(request, count) for failure, (request, count) in sorted(self.failures.items())]


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
    heads = [read_headers(path.read_bytes()) for path in sorted((folder / "before").rglob("*.py"))]
    mains = [head for head in heads if "oracle" in head]
    if not mains:
        raise BadCase(f"{folder.name}: no file has an `# oracle:` header")
    try:
        programs = [read_program(head) for head in mains]
    except (ValueError, SyntaxError) as error:
        raise BadCase(f"{folder.name}: {error}") from error
    for program in programs:
        if not (folder / "before" / program.start).is_dir():
            raise BadCase(f"{folder.name}: there is no folder {program.start} to start in")
    return Case(folder.name, folder, programs)


def read_program(head: dict[str, list[str]]) -> Program:
    framework = head["oracle"][0]
    if framework not in FRAMEWORKS:
        raise ValueError(f"an unknown framework: {framework}")
    apps = [read_app(framework, text, True) for text in head.get("app", [])]
    apps += [read_app(framework, text, False) for text in head.get("keeps", [])]
    apps += [App("uvicorn", "", text, True) for text in head.get("uvicorn", [])]
    if not apps:
        raise ValueError("no `# app:` header")
    tightens = [origin for text in head.get("tightens", []) for origin in text.split()]
    rounds = [{}, *(read_variables(text) for text in head.get("env", []))]
    return Program(head.get("start", ["."])[0], apps, head.get("route", ["/"]), rounds, tightens)


def read_app(framework: str, text: str, is_tightened: bool) -> App:
    module, colon, expression = text.partition(":")
    if not colon or not all(part.isidentifier() for part in module.split(".")):
        raise ValueError(f"`# app:` is not MODULE:EXPR: {text}")
    if framework == "django":
        if expression:
            raise ValueError(f"`# app:` has an expression after the settings of Django: {text}")
    else:
        ast.parse(expression, mode="eval")
    return App(framework, module, expression, is_tightened)


def read_variables(text: str) -> dict[str, str]:
    found = {}
    for word in shlex.split(text):
        name, equals, value = word.partition("=")
        if not equals or not name.isidentifier():
            raise ValueError(f"`# env:` is not NAME=VALUE: {text}")
        found[name] = value
    return found

"""The requests that both sides of a case answer: origins, methods, preflights, credentials and routes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from cases import Program, read_headers

try:
    from re import _constants as kinds, _parser as parser  # type: ignore[attr-defined]
except ImportError:
    # Their names before Python 3.11.
    import sre_constants as kinds
    import sre_parse as parser

# Origins that no policy names, and one that many name.
COMMON_ORIGINS = ("https://attacker.example", "null", "http://localhost:3000")
METHODS = ("GET", "POST", "DELETE", "OPTIONS")
PREFLIGHTS = ("GET", "POST", "PUT", "DELETE", "PATCH")
PLAIN_HEADER, ODD_HEADER = "content-type", "X-Odd_Header.1"
Headers = tuple[tuple[str, str], ...]
NO_CREDENTIALS: Headers = ()
COOKIE, TOKEN = ("Cookie", "session=1"), ("Authorization", "Bearer 1")
CREDENTIALS: tuple[Headers, ...] = (NO_CREDENTIALS, (COOKIE,), (TOKEN,), (COOKIE, TOKEN))
MISSING, RAISING = "/there-is-no-such-route", "/boom"

ORIGIN = re.compile(r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d+)?")
HEADER = re.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+)+|[Aa]uthorization|[Aa]ccept|[Oo]rigin")
PATTERN_SIGNS = frozenset("\\*?[(^$+|")
DATA_FILES = (".cfg", ".env", ".ini", ".json", ".toml", ".yaml", ".yml")


class Request(NamedTuple):
    method: str
    path: str
    origin: str | None
    headers: Headers

    def is_preflight(self) -> bool:
        return any(name == "Access-Control-Request-Method" for name, _ in self.headers)

    def all_headers(self) -> list[tuple[str, str]]:
        return [*([("Origin", self.origin)] if self.origin is not None else []), *self.headers]

    def told(self) -> str:
        headers = ", ".join(f"{name}: {value}" for name, value in self.all_headers())
        return f"{self.method} {self.path} ({headers or 'no headers'})"


class Found(NamedTuple):
    """What the source of a case says: the origins of its policies and the names of headers."""

    origins: list[str]
    headers: list[str]


def requests(program: Program, found: Found) -> list[Request]:
    named = [*program.tightens, *found.origins]
    headers = ", ".join(found.headers or ["Authorization", "X-Requested-With"])
    whole, short = list(whole_table(headers)), list(short_table())
    principal = list(dict.fromkeys([None, *named, *COMMON_ORIGINS]))
    table = [Request(method, route, origin, asked) for route in program.routes for origin in principal
             for method, asked in whole]
    # What only looks like an origin is allowed or refused as a whole; the principal ones show what follows from that.
    table += [Request(method, route, origin, asked) for route in program.routes
              for origin in spellings(named) if origin not in principal for method, asked in short]
    # Answers without a route are made in other places of a framework.
    return table + [Request(method, route, origin, asked) for route in (MISSING, RAISING) for origin in principal
                    for method, asked in short]


def whole_table(named: str) -> Iterator[tuple[str, Headers]]:
    for credentials in CREDENTIALS:
        for method in METHODS:
            yield method, credentials
        for method in PREFLIGHTS:
            for headers in (None, PLAIN_HEADER, ODD_HEADER, named):
                # A browser sends no credentials in a preflight; here one with them all is enough.
                if credentials is NO_CREDENTIALS or (credentials is CREDENTIALS[-1] and headers == PLAIN_HEADER):
                    yield "OPTIONS", (*preflight(method, headers), *credentials)
    yield "OPTIONS", (*preflight("GET", None), ("Access-Control-Request-Private-Network", "true"))


def short_table() -> Iterator[tuple[str, Headers]]:
    for method in ("GET", "POST"):
        yield method, NO_CREDENTIALS
        yield method, CREDENTIALS[-1]
        yield "OPTIONS", preflight(method, PLAIN_HEADER)


def network_requests(program: Program, found: Found) -> list[Request]:
    origin = [*program.tightens, *found.origins, *COMMON_ORIGINS][0]
    route = program.routes[0]
    return [Request("GET", route, origin, NO_CREDENTIALS), Request("GET", route, COMMON_ORIGINS[0], NO_CREDENTIALS),
            Request("OPTIONS", route, origin, preflight("POST", PLAIN_HEADER))]


def preflight(method: str, headers: str | None) -> Headers:
    more = (("Access-Control-Request-Headers", headers),) if headers else ()
    return (("Access-Control-Request-Method", method), *more)


def spellings(named: list[str]) -> list[str]:
    """What only looks like the origins, each once."""
    found: list[str] = []
    for origin in named:
        scheme, _, rest = origin.partition("://")
        host, _, port = rest.partition(":")
        another = f"{scheme}://{host}:{int(port) % 9000 + 1 if port else 8443}"
        found += [origin + "/", origin.upper(), another, f"https://evil.{host}", f"{origin}.attacker.example"]
    return list(dict.fromkeys(found))


def find(folder: Path) -> Found:
    """What the files below the folder name in their strings, and the data files beside them anywhere."""
    texts: list[str] = []
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".py":
            texts += strings(path)
        elif path.is_file() and (path.suffix in DATA_FILES or path.name.startswith(".env")):
            texts += re.split(r"[\s\"']+", path.read_text(errors="replace"))
    origins = [origin for text in texts for origin in origins_of(text)]
    headers = [text for text in texts if HEADER.fullmatch(text)]
    return Found(list(dict.fromkeys(origins)), list(dict.fromkeys(headers)))


def strings(path: Path) -> list[str]:
    data = path.read_bytes()
    try:
        tree = ast.parse(data)
    except SyntaxError:
        return []
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [*texts, *read_headers(data).get("env", [])]


def origins_of(text: str) -> list[str]:
    if "http" in text and not PATTERN_SIGNS.isdisjoint(text):
        origin = sample(text)
        if origin and ORIGIN.fullmatch(origin):
            return [origin]
    return ORIGIN.findall(text)


def sample(pattern: str) -> str | None:
    """A text that a regular expression accepts, or None where it is not plain enough to say one."""
    try:
        text = "".join(sample_parts(parser.parse(pattern)))
        return text if re.fullmatch(pattern, text) else None
    except (re.error, ValueError):
        return None


def sample_parts(parsed: Any) -> Iterator[str]:
    for kind, value in parsed:
        if kind is kinds.LITERAL:
            yield chr(value)
        elif kind in (kinds.ANY, kinds.NOT_LITERAL):
            yield "x"
        elif kind is kinds.IN:
            yield next((letter for letter in "x1-." if accepts(value, letter)), "x")
        elif kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT):
            least, most, repeated = value
            yield "".join(sample_parts(repeated)) * min(max(least, 1), most)
        elif kind is kinds.SUBPATTERN:
            yield from sample_parts(value[-1])
        elif kind is kinds.BRANCH:
            yield from sample_parts(value[1][0])
        elif kind is not kinds.AT:
            raise ValueError(f"no sample of {kind}")


def accepts(members: list[Any], letter: str) -> bool:
    """Whether a set of characters has the letter."""
    is_negated = members[0][0] is kinds.NEGATE
    return is_negated != any(
        (kind is kinds.LITERAL and value == ord(letter))
        or (kind is kinds.RANGE and value[0] <= ord(letter) <= value[1])
        or (kind is kinds.CATEGORY and (value is kinds.CATEGORY_WORD and letter.isalnum()
                                        or value is kinds.CATEGORY_DIGIT and letter.isdigit()
                                        or str(value).startswith("CATEGORY_NOT") and letter in "x-."))
        for kind, value in members)

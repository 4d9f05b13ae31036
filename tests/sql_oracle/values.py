"""The headers of a case, and the values and names that its calls are made with.

Headers stand in the comments that head the case's main file:

    # oracle: sqlite3                     the driver
    # call: find(connection, value)       an expression; it may use `value`, `name` and what the driver offers
    # number | integer | mixed            honest values of the calls below: numbers, whole numbers, texts and numbers
    # date | date-object                  honest values of the calls below: dates as text, as datetime.date
    # like                                no wildcards and no backslash in the values below
    # ordered                             the calls below ask which of two values is greater
    # none                                None is an honest value below
    # names: users, orders                honest names of the calls below
    # quoted                              the query quotes the names of the calls below
    # text                                forgets all of the above
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace
from typing import Any, Iterator

KINDS = ("text", "number", "integer", "mixed", "date", "date-object")
TOKEN = "zqtoken"
UNKNOWN_NAME = "zqname"
DATES = ["2024-02-10", "2024-01-01", "2025-12-31"]
TEXTS = ["Alice", "two words", "Zoë Ångström", "日本語", "", "42", "a.b@example.org", "x_y", "UPPER lower", "tab\tstop"]
HONEST: dict[str, list[Any]] = {
    "text": TEXTS,
    "number": [1, 2, 25, 0, -1, 999, 2.5, 30.25],
    "integer": [1, 2, 3, 0, 25, 999],
    "mixed": [*TEXTS, 7, -3, 2.5, datetime.date(2024, 2, 10)],
    "date": DATES,
    "date-object": [datetime.date.fromisoformat(text) for text in DATES],
}
HOSTILE = [
    "' OR 1=1 --", "' OR '1'='1", "1 OR 1=1", "1; DROP TABLE users", "'; DROP TABLE users; --", "0) OR (1=1",
    "x') OR ('1'='1", "%' OR 1=1 --", "' UNION SELECT 1,2,3,4,5,6 --", '"', "'", "''", '"; DROP TABLE users; --',
    "\\", "\\'", "\\' OR 1=1 --", "%", "%s", "%%", "%(x)s", "%d", ":x", ":x::text", "a:b", "?", "$1", "$$", "{}", "{0}",
    "{value}", "nul\0nul", "line\nbreak", "\r\n", "--", "/*", "*/ OR 1=1", "#", ";", "\u2018\u2019\u201c\u201d",
    "\u02bc OR 1=1", "\uff07 OR 1=1 --", "\U0001f600 it's", "0x41", "1e5", "NULL", "null", "None", "true",
    "CURRENT_USER", "sqlite_version()", " leading and trailing ", "it's " * 1500,
]
HONEST_NAMES = ["users", "orders", "acme"]
HONEST_QUOTED_NAMES = ["users", "daily stats-2024"]
HOSTILE_NAMES = [
    "users; DROP TABLE users", "users; DROP TABLE users; --", "users--", "users/*", 'x" OR 1=1', 'users" --', "x` OR 1=1",
    "x] OR 1=1", "users'", "users WHERE 1=1", "users, orders", "(SELECT 1)", "users)", "", " ", " users", "users ",
    "users\n", "users\nWHERE 1=1", "users\0", "us\u0435rs", "\uff55sers", "users\u00a0", "1users; --", "us%srs",
    "users%", "a:b", "a :b", "?", "$1;", "{}", "x; " * 1500,
]
# SQLite reads a pattern of LIKE up to its first NUL.
WILDCARDS = re.compile(r"[%_\\\0]")
LEADING_NUMBER = re.compile(r"\s*[0-9.]+(?:e[0-9]+)?")
NUMERIC = re.compile(r"0x[0-9]+|[0-9]+e[0-9]+|(?=.*[0-9])[^A-Za-z]*")


@dataclass(frozen=True)
class Call:
    """One expression and what may be put into it."""

    expression: str
    kind: str = "text"
    like: bool = False
    ordered: bool = False
    none: bool = False
    quoted: bool = False
    names: tuple[str, ...] = ()

    def uses(self, word: str) -> bool:
        return word in compile(self.expression, "<call>", "eval").co_names

    def honest_names(self) -> list[str]:
        return list(self.names) or (HONEST_QUOTED_NAMES if self.quoted else HONEST_NAMES)

    def hostile_values(self) -> Iterator[str]:
        for text in HOSTILE:
            if self.like and WILDCARDS.search(text):
                continue
            # Where a number is expected a text that reads as one is honest.
            if self.kind in ("number", "integer") and NUMERIC.fullmatch(text):
                continue
            yield text

    def token(self, text: str) -> str:
        """What a hostile text is compared with: a harmless text that the database treats alike."""
        if self.kind in ("number", "integer"):
            number = LEADING_NUMBER.match(text)
            return f"{number.group()} {TOKEN}" if number else TOKEN
        if self.ordered or self.kind.startswith("date"):
            return text[:1] + TOKEN if text else ""
        return TOKEN


@dataclass(frozen=True)
class Job:
    """One evaluation of a call: `role` is honest, token, hostile, honest-name, unknown-name or hostile-name."""

    role: str
    call: int
    value: Any
    name: str
    against: int | None = None


def heading(source: bytes) -> list[str]:
    """The comments that head a file, without the number sign."""
    lines = []
    for line in source.decode("utf-8-sig", "replace").splitlines():
        if not line.startswith("#"):
            break
        lines.append(line[1:].strip())
    return lines


def read_headers(source: bytes) -> tuple[str | None, list[Call]]:
    """The driver of a case and its calls; no driver when this is not the main file of one."""
    driver, calls, current = None, [], Call("")
    for line in heading(source):
        key, colon, rest = line.partition(":")
        rest = rest.strip()
        if colon and key == "oracle":
            driver = rest
        elif colon and key == "call":
            calls.append(replace(current, expression=rest))
        elif colon and key == "names":
            current = replace(current, names=tuple(part.strip() for part in rest.split(",")))
        elif line == "text":
            current = Call("")
        elif line in KINDS:
            current = replace(current, kind=line)
        elif line in ("like", "ordered", "none", "quoted"):
            current = replace(current, **{line: True})
        elif driver and not colon:
            raise ValueError(f"an unknown header: {line!r}")
    return driver, calls


def jobs(calls: list[Call]) -> list[Job]:
    """Every evaluation of every call; the same list for the code before and after."""
    found: list[Job] = []
    for index, call in enumerate(calls):
        honest = [*HONEST[call.kind], *([None] if call.none else [])]
        names = call.honest_names() if call.uses("name") else [""]
        if call.uses("value"):
            found.extend(Job("honest", index, value, names[0]) for value in honest)
            tokens: dict[str, int] = {}
            for text in call.hostile_values():
                token = call.token(text)
                if token not in tokens:
                    tokens[token] = len(found)
                    found.append(Job("token", index, token, names[0]))
                found.append(Job("hostile", index, text, names[0], tokens[token]))
        elif not call.uses("name"):
            found.append(Job("honest", index, TOKEN, ""))
        if call.uses("name"):
            found.extend(Job("honest-name", index, honest[0], name) for name in names)
            unknown = len(found)
            found.append(Job("unknown-name", index, honest[0], UNKNOWN_NAME))
            found.extend(Job("hostile-name", index, honest[0], name, unknown) for name in HOSTILE_NAMES)
    return found


def rows(value: Any) -> dict[str, list[tuple[Any, ...]]]:
    """The content of every table, made around the value under test."""
    text = str(value)
    events = [(1, "login", text), (2, text, "{}"), (3, "logout", "plain")]
    return {
        "users": [
            (1, "Alice", "alice@example.org", 30, 1, "2024-01-05"),
            (2, "Bob", "bob@example.org", 41, 0, "2024-02-10"),
            (3, text, "third@example.org", 25, 1, "2024-03-15"),
            (4, f"{text}_7", f"{text}@example.org", 52, 1, "2024-04-20"),
            (5, f"7_{text}", f"{text}", 19, 0, "2024-05-25"),
        ],
        "orders": [(1, 1, 10.5, "first"), (2, 2, 20.0, text), (3, 3, 30.25, f"note: {text}"), (4, 1, 2.5, "last")],
        "events_acme": events,
        "events_globex": events[1:],
        "daily stats-2024": [(1, "2024-01-01", 7), (2, text, 9)],
    }


COLUMNS = {
    "users": "id name email age active created",
    "orders": "id user_id total note",
    "events_acme": "id kind payload",
    "events_globex": "id kind payload",
    "daily stats-2024": "id day amount",
}
COLUMN_TYPES = {"id": "id", "age": "integer", "active": "integer", "user_id": "integer", "amount": "integer",
                "total": "real", "created": "date"}

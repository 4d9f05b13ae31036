"""Says whether the answers of an application after the rewrite are those that it gave before.

A rewrite that centralizes changes no answer: status, body, and headers with their order and repetitions are the same.

A rewrite that tightens was given origins. Where the application answers any origin with Access-Control-Allow-Origin,
 - a listed origin gets that header with its own value, and the rest of the answer that it got before (or, if it was
   refused before, the answer that an allowed one got), but for `Origin` in Vary;
 - any other origin, `null` too, does not get the header, and unless it is a preflight it gets the same status, body and
   headers, but for Vary and Access-Control-*;
 - another spelling of a listed origin, as in upper case or with a slash, which no browser sends and which some
   frameworks accept, is refused or gets its own value;
 - a request without an origin gets none but listed ones in that header, as flask-cors names them all then, and the same
   status, body and headers, but for Vary and Access-Control-*.
"""

from __future__ import annotations

from cases import Failure
from table import Request

ALLOWED = "access-control-allow-origin"
# The body of an error page may show the source that raised.
ERROR_PAGE = 500
IGNORED = {"date", "server"}


class Answer:
    def __init__(self, found: tuple[int, list[tuple[str, str]], str], unstable: frozenset[str]) -> None:
        self.status, headers, body = found
        is_error_page = self.status == ERROR_PAGE
        self.body = "" if is_error_page else body
        without = IGNORED | ({"content-length"} if is_error_page else set())
        self.headers = [(name.lower(), "(another each time)" if name.lower() in unstable else value)
                        for name, value in headers if name.lower() not in without]

    def values(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key == name]

    def vary(self) -> list[str]:
        members = [member.strip().lower() for value in self.values("vary") for member in value.split(",")]
        return [member for member in members if member and member != "origin"]


class Judge:
    def __init__(self, app: str, tightens: list[str]) -> None:
        self.app = app
        self.tightens = tightens

    def judge(self, table: list[Request], before: list[Answer], after: list[Answer]) -> list[tuple[str, list[Failure]]]:
        """The requests that failed, and how."""
        if len(table) != len(before) or len(table) != len(after):
            raise ValueError(f"{len(table)} requests, {len(before)} and {len(after)} answers")
        granted: dict[Request, Answer] = {}
        for request, answer in zip(table, before):
            if request.origin is not None and answer.values(ALLOWED):
                granted.setdefault(request._replace(origin=None), answer)
        failed = []
        for request, old, new in zip(table, before, after):
            if self.tightens:
                failures = self.judge_tightened(request, old, new, granted.get(request._replace(origin=None)))
            else:
                failures = self.judge_same(old, new)
            if failures:
                failed.append((request.told(), failures))
        return failed

    def judge_same(self, old: Answer, new: Answer) -> list[Failure]:
        return [*self.rest(old, new), *self.headers(old.headers, new.headers)]

    def judge_tightened(self, request: Request, old: Answer, new: Answer, granted: Answer | None) -> list[Failure]:
        origin, allowed = request.origin, new.values(ALLOWED)
        if origin is None:
            failures = [self.foreign(value, old, new) for value in allowed if value not in self.tightens]
            return [*failures, *self.rest(old, new), *self.headers(others(old), others(new))]
        if origin in self.tightens:
            if granted is None:
                return self.judge_same(old, new)
            same = old if old.values(ALLOWED) else granted
            return [*self.own(origin, old, new), *self.rest(same, new),
                    *self.headers(without(same, ALLOWED, "vary"), without(new, ALLOWED, "vary")),
                    *self.value("vary", same.vary(), new.vary())]
        if normal(origin) in map(normal, self.tightens):
            return self.own(origin, old, new) if allowed else []
        if allowed:
            return [self.foreign(allowed[0], old, new)]
        if request.is_preflight():
            return []
        return [*self.rest(old, new), *self.headers(others(old), others(new))]

    def foreign(self, value: str, old: Answer, new: Answer) -> Failure:
        return Failure(self.app, f"{ALLOWED} for an origin that is not listed", told(old.values(ALLOWED)), value)

    def own(self, origin: str, old: Answer, new: Answer) -> list[Failure]:
        if new.values(ALLOWED) == [origin]:
            return []
        return [Failure(self.app, f"{ALLOWED} for a listed origin", told(old.values(ALLOWED)),
                        told(new.values(ALLOWED)))]

    def rest(self, old: Answer, new: Answer) -> list[Failure]:
        return [*self.value("status", [str(old.status)], [str(new.status)]),
                *self.value("body", [old.body], [new.body])]

    def headers(self, old: list[tuple[str, str]], new: list[tuple[str, str]]) -> list[Failure]:
        if old == new:
            return []
        failures = []
        for name in dict.fromkeys(name for name, _ in (*old, *new)):
            failures += self.value(name, [value for key, value in old if key == name],
                                   [value for key, value in new if key == name])
        return failures or self.value("order of the headers", [name for name, _ in old], [name for name, _ in new])

    def value(self, what: str, old: list[str], new: list[str]) -> list[Failure]:
        return [] if old == new else [Failure(self.app, what, told(old), told(new))]


def without(answer: Answer, *names: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in answer.headers if name not in names]


def others(answer: Answer) -> list[tuple[str, str]]:
    return [(name, value) for name, value in answer.headers
            if name != "vary" and not name.startswith("access-control-")]


def normal(origin: str) -> str:
    return origin.rstrip("/").lower()


def told(values: list[str]) -> str:
    return " | ".join(value if len(value) <= 300 else value[:300] + "..." for value in values) or "nothing"

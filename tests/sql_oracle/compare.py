"""Judges the outcomes of one case."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from values import TOKEN, Call, Job, rows

Outcome = dict[str, Any]
REFUSALS = {"ValueError", "TypeError", "DataError", "OverflowError", "InterfaceError", "NotSupportedError"}
# Errors of a driver's own that say no more than "this is no number" or "this is no date".
REFUSING_WORDS = ("datatype mismatch", "incorrect date value", "invalid input syntax", "could not convert",
                  "expected str", "cannot be interpreted as an integer", "truncated incorrect")
DATABASE_ERRORS = {"Error", "DatabaseError", "PostgresError", "MySQLError", "SQLAlchemyError", "PeeweeException"}
SYNTAX_WORDS = ("syntax error", "sql syntax", "unrecognized token", "incomplete input", "unterminated", "near \"",
                "number of bindings", "required for bind parameter", "bind message",
                "not all arguments converted", "not enough arguments", "placeholder", "format character",
                "incomplete format")
SHOWN = 260


class Failure(NamedTuple):
    call: str
    value: str
    problem: str
    first: str
    second: str


def replaced(data: Any, old: str, new: str) -> Any:
    if isinstance(data, str):
        return data.replace(old, new)
    if isinstance(data, list):
        return [replaced(item, old, new) for item in data]
    if isinstance(data, dict):
        return {replaced(key, old, new): replaced(item, old, new) for key, item in data.items()}
    return data


def unordered(data: Any) -> Any:
    """The same data, where the order of rows does not count: it depends on how the value sorts."""
    if isinstance(data, list):
        return sorted((unordered(item) for item in data), key=lambda item: json.dumps(item, sort_keys=True))
    if isinstance(data, dict):
        return {key: unordered(item) for key, item in data.items()}
    return data


def same(first: Outcome, second: Outcome) -> bool:
    classes = [outcome["error"] and outcome["error"]["class"] for outcome in (first, second)]
    return classes[0] == classes[1] and first["result"] == second["result"] and first["state"] == second["state"]


def shown(outcome: Outcome, other: Outcome) -> str:
    if outcome["error"]:
        text = f"{outcome['error']['class']}: {outcome['error']['message']} ({outcome['error']['at']})"
    else:
        text = f"returns {json.dumps(outcome['result'], ensure_ascii=False)}"
    for table in sorted({*outcome["state"], *other["state"]}):
        content = outcome["state"].get(table, "no such table")
        if content != other["state"].get(table, "no such table"):
            text += f"; {table}: {json.dumps(content, ensure_ascii=False)}"
    return text if len(text) <= SHOWN else text[:SHOWN] + "..."


def judge(calls: list[Call], jobs: list[Job], before: list[Outcome], after: list[Outcome]) -> tuple[int, list[Failure]]:
    """How many checks there were, and those that failed."""
    failures: list[Failure] = []
    checks = 0
    for index, job in enumerate(jobs):
        call = calls[job.call]
        problem = judge_one(call, job, before, after, index)
        checks += 1
        if problem:
            # The code before the rewrite is never given anything hostile.
            first = after[job.against] if before[index] is None and job.against is not None else before[index]
            given = repr(job.name if "name" in job.role else job.value)[:80]
            failures.append(Failure(call.expression, given, problem,
                                    shown(first, after[index]), shown(after[index], first)))
    for index, call in enumerate(calls):
        honest = [number for number, job in enumerate(jobs) if job.call == index and job.role.startswith("honest")]
        checks += 1
        if all(before[number]["error"] for number in honest):
            error = shown(before[honest[0]], before[honest[0]])
            failures.append(Failure(call.expression, "every one", "the call fails before the rewrite", error, ""))
    return checks, failures


def judge_one(call: Call, job: Job, before: list[Outcome], after: list[Outcome], index: int) -> str | None:
    outcome = after[index]
    if outcome["error"] and outcome["error"]["class"] == "Slow":
        return "the call does not come back"
    if job.role in ("honest", "honest-name"):
        return None if same(before[index], outcome) else "an honest value gives something else after the rewrite"
    if job.role == "token":
        if call.kind not in ("text", "mixed") or job.value not in (TOKEN, "") or same(before[index], outcome):
            return None
        return "a plain text gives something else after the rewrite"
    if job.role == "unknown-name":
        return None if same(before[index], outcome) else "an unknown name gives something else after the rewrite"
    assert job.against is not None
    reference = after[job.against]
    if job.role == "hostile":
        return judge_value(call, job, outcome, reference)
    return judge_name(call, job, outcome, reference)


def judge_value(call: Call, job: Job, outcome: Outcome, reference: Outcome) -> str | None:
    """A hostile value is a value like any other: what a harmless one does, it does."""
    token = call.token(job.value)
    text = job.value
    if outcome["error"]:
        refused = refusal(outcome["error"]) and ("\0" in text or call.kind not in ("text", "mixed"))
        if not refused and not (reference["error"] and outcome["error"]["class"] == reference["error"]["class"]):
            return "a hostile value makes the call fail where a harmless one does not"
        return None if untouched(job, outcome) else "a hostile value changes tables though the call fails"
    expected = {"result": replaced(reference["result"], token, text), "state": replaced(reference["state"], token, text)}
    found = {"result": outcome["result"], "state": outcome["state"]}
    if "\0" in text:
        # PostgreSQL's tables are filled without it.
        expected, found = replaced(expected, "\0", ""), replaced(found, "\0", "")
    if reference["error"]:
        return "a hostile value makes the call succeed where a harmless one does not"
    if unordered(expected) != unordered(found):
        return "a hostile value changes the meaning of the query"
    return None


def judge_name(call: Call, job: Job, outcome: Outcome, reference: Outcome) -> str | None:
    """A hostile name is refused before the database hears of it; quoted, it may be a name that no table has."""
    if outcome["error"] and "ValueError" in outcome["error"]["classes"] and not is_syntax(outcome["error"]):
        if outcome["state"] != reference["state"] and not untouched(job, outcome):
            return "a hostile name changes tables though it is refused"
        return "a hostile name is refused only after a statement with it" if outcome.get("seen") else None
    if not call.quoted:
        return "a hostile name is not refused"
    if outcome["state"] != reference["state"]:
        return "a hostile name changes tables"
    odd = not job.name.strip() or "\0" in job.name
    if not outcome["error"]:
        # SQLite takes a bound name up to its first NUL.
        return None if odd or outcome["result"] == reference["result"] else "a hostile name changes the meaning of the query"
    if not odd and not DATABASE_ERRORS & set(outcome["error"]["classes"]):
        return "a hostile name makes the call fail in a strange way"
    return "a hostile name becomes part of the syntax" if is_syntax(outcome["error"]) and not odd else None


def untouched(job: Job, outcome: Outcome) -> bool:
    clean = {name: [[unnulled(field) for field in line] for line in lines] for name, lines in rows(job.value).items()}
    found = {name: [[unnulled(field) for field in line] for line in lines] for name, lines in outcome["state"].items()}
    return clean == found


def unnulled(field: Any) -> Any:
    field = field.replace("\0", "") if isinstance(field, str) else field
    return int(field) if isinstance(field, float) and field.is_integer() else field


def refusal(error: dict[str, Any]) -> bool:
    message = error["message"].lower()
    return bool(REFUSALS & set(error["classes"])) or any(word in message for word in REFUSING_WORDS)


def is_syntax(error: dict[str, Any]) -> bool:
    message = error["message"].lower()
    return any("SyntaxError" in name or "ParserException" in name for name in error["classes"]) or any(
        word in message for word in SYNTAX_WORDS)

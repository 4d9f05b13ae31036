#!/usr/bin/env python3
"""The oracle must pass right rewrites and be able to report wrong ones.

    python3 tests/sql_oracle/test_oracle.py                  hand-written rewrites, right and wrong
    python3 tests/sql_oracle/test_oracle.py CASES            also each call of the cases: unchanged it must be reported

Without the servers or the drivers the rewrites that need them say `skipped: ...`.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))

from run import run
from values import read_headers


class Rewrite(NamedTuple):
    """Code before, the right code after, and wrong ones by what is wrong with them."""

    driver: str
    headers: tuple[str, ...]
    before: str
    right: str
    wrong: dict[str, str]


def query(call: str, head: str = "def find(cursor, value):") -> str:
    return f"{head}\n    {call}\n    return cursor.fetchall()\n"


GUARD = '''import re


def checked(text):
    if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_$]*", text) is None:
        raise ValueError(text)
    return text


'''
FIND = ("call: find(cursor, value)",)
BY_NAME = "cursor.execute(f\"SELECT id FROM users WHERE name = '{value}'\")"
AWAIT = "async def find(connection, value):\n    return await connection.fetch({})\n"
TEXT = "from sqlalchemy import text\n\n\ndef find(connection, value):\n    return connection.execute({}).fetchall()\n"
ATEXT = ("from sqlalchemy import text\n\n\nasync def find(connection, value):\n"
         "    return (await connection.execute({})).fetchall()\n")
DUCK = "def find(connection, value):\n    return connection.execute({}).fetchall()\n"
BY_VALUE = "\"SELECT id FROM users WHERE name = {}\""

REWRITES = [
    Rewrite("sqlite3", FIND, query(BY_NAME), query('cursor.execute("SELECT id FROM users WHERE name = ?", (value,))'), {
        "quotes kept": query("cursor.execute(\"SELECT id FROM users WHERE name = '?'\", (value,))"),
        "quotes kept, parameter dropped": query("cursor.execute(\"SELECT id FROM users WHERE name = '?'\")"),
        "parameter dropped": query('cursor.execute("SELECT id FROM users WHERE name = ?")'),
        "no tuple": query('cursor.execute("SELECT id FROM users WHERE name = ?", (value))'),
        "unchanged": query(BY_NAME),
        "escaped by hand, wrongly": query(
            "v = value.replace(\"'\", \"\\\\'\")\n    cursor.execute(f\"SELECT id FROM users WHERE name = '{v}'\")"),
        "stripped": query('cursor.execute("SELECT id FROM users WHERE name = ?", (value.strip(),))'),
    }),
    Rewrite("sqlite3", ("number", "call: find(cursor, value)"),
            query('cursor.execute(f"SELECT id FROM users WHERE age > {value} OR id = {value}")'),
            query('cursor.execute("SELECT id FROM users WHERE age > ? OR id = ?", (value, value))'), {
                "unchanged": query('cursor.execute(f"SELECT id FROM users WHERE age > {value} OR id = {value}")'),
                "one of two": query('cursor.execute(f"SELECT id FROM users WHERE age > ? OR id = {value}", (value,))'),
                "as text": query('cursor.execute("SELECT id FROM users WHERE age + 0 > ? OR id = ?", (str(value),) * 2)'),
            }),
    Rewrite("sqlite3", ("call: find(cursor, value, 'alice@example.org')",),
            query("cursor.execute(f\"SELECT id FROM users WHERE name = '{value}' OR email = '{email}'\")", "def find(cursor, value, email):"),
            query('cursor.execute("SELECT id FROM users WHERE name = ? OR email = ?", (value, email))', "def find(cursor, value, email):"), {
                "swapped": query('cursor.execute("SELECT id FROM users WHERE name = ? OR email = ?", (email, value))',
                                 "def find(cursor, value, email):"),
            }),
    Rewrite("sqlite3", ("call: change(connection, value)",),
            "def change(connection, value):\n    connection.execute(f\"UPDATE orders SET note = '{value}' WHERE id = 1\")\n",
            "def change(connection, value):\n    connection.execute(\"UPDATE orders SET note = ? WHERE id = 1\", (value,))\n", {
                "another row": "def change(connection, value):\n"
                               "    connection.execute(\"UPDATE orders SET note = ? WHERE id = 2\", (value,))\n",
                "not run": "def change(connection, value):\n    pass\n",
            }),
    Rewrite("sqlite3", ("like", "call: find(cursor, value)"),
            query("cursor.execute(f\"SELECT id FROM users WHERE name LIKE '%{value}%'\")"),
            query('cursor.execute("SELECT id FROM users WHERE name LIKE ?", (f"%{value}%",))'), {
                "inside quotes": query("cursor.execute(\"SELECT id FROM users WHERE name LIKE '%?%'\", (value,))"),
                "text lost": query('cursor.execute("SELECT id FROM users WHERE name LIKE ?", (value,))'),
            }),
    Rewrite("sqlite3", ("call: find(cursor, [value, 'Bob'])", "call: find(cursor, [])"),
            "def find(cursor, value):\n    names = ', '.join(f\"'{n}'\" for n in value)\n"
            "    return cursor.execute(f\"SELECT id FROM users WHERE name IN ({names})\").fetchall()\n",
            "def find(cursor, value):\n    names = ', '.join('?' * len(value))\n"
            "    return cursor.execute(f\"SELECT id FROM users WHERE name IN ({names})\", value).fetchall()\n", {
                "joined text bound": "def find(cursor, value):\n    names = ', '.join(f\"'{n}'\" for n in value)\n"
                    "    return cursor.execute(\"SELECT id FROM users WHERE name IN (?)\", (names,)).fetchall()\n",
                "empty list fails": "def find(cursor, value):\n    names = ', '.join('?' * len(value)) or '('\n"
                    "    return cursor.execute(f\"SELECT id FROM users WHERE name IN ({names})\", value).fetchall()\n",
            }),
    Rewrite("sqlite3", ("call: find(cursor, name)",),
            query('cursor.execute(f"SELECT id FROM {name}")', "def find(cursor, name):"),
            GUARD + query('cursor.execute(f"SELECT id FROM {checked(name)}")', "def find(cursor, name):"), {
                "unguarded": query('cursor.execute(f"SELECT id FROM {name}")', "def find(cursor, name):"),
                "a newline gets through": GUARD.replace("fullmatch", "match").replace('*"', '*$"')
                    + query('cursor.execute(f"SELECT id FROM {checked(name)}")', "def find(cursor, name):"),
                "other alphabets get through": GUARD.replace("A-Za-z_", "\\w").replace("A-Za-z0-9_", "\\w")
                    + query('cursor.execute(f"SELECT id FROM {checked(name)}")', "def find(cursor, name):"),
                "refused too late": GUARD + query('cursor.execute(f"SELECT id FROM {name}")\n    checked(name)', "def find(cursor, name):"),
                "honest names refused": GUARD.replace("+", "{9}").replace("*", "{9}")
                    + query('cursor.execute(f"SELECT id FROM {checked(name)}")', "def find(cursor, name):"),
            }),
    Rewrite("sqlite3", ("quoted", "call: find(cursor, name)"),
            query('cursor.execute(f\'SELECT id FROM "{name}"\')', "def find(cursor, name):"),
            query("name = name.replace('\"', '\"\"')\n    cursor.execute(f'SELECT id FROM \"{name}\"')", "def find(cursor, name):"), {
                "unguarded": query('cursor.execute(f\'SELECT id FROM "{name}"\')', "def find(cursor, name):"),
                "hyphens refused": GUARD + query('cursor.execute(f\'SELECT id FROM "{checked(name)}"\')', "def find(cursor, name):"),
            }),
    Rewrite("psycopg2", FIND, query(BY_NAME), query('cursor.execute("SELECT id FROM users WHERE name = %s", (value,))'), {
        "question mark": query('cursor.execute("SELECT id FROM users WHERE name = ?", (value,))'),
        "quotes kept": query("cursor.execute(\"SELECT id FROM users WHERE name = '%s'\", (value,))"),
        "by % operator": query('cursor.execute("SELECT id FROM users WHERE name = \'%s\'" % value)'),
        "unchanged": query(BY_NAME),
    }),
    Rewrite("psycopg2", FIND,
            query("cursor.execute(f\"SELECT id FROM users WHERE email LIKE '%example%' AND name = '{value}'\")"),
            query("cursor.execute(\"SELECT id FROM users WHERE email LIKE '%%example%%' AND name = %s\", (value,))"), {
                "% not doubled": query("cursor.execute(\"SELECT id FROM users WHERE email LIKE '%example%' AND name = %s\", (value,))"),
            }),
    Rewrite("psycopg2", ("call: find(cursor, [value, 'Bob'])",),
            query("cursor.execute(\"SELECT id FROM users WHERE name IN ('\" + \"', '\".join(value) + \"')\")"),
            query('cursor.execute("SELECT id FROM users WHERE name = ANY(%s)", (list(value),))'), {
                "joined text bound": query('cursor.execute("SELECT id FROM users WHERE name IN (%s)", (", ".join(value),))'),
            }),
    Rewrite("psycopg2", ("quoted", "call: find(cursor, name, 1)"),
            query('cursor.execute(f\'SELECT id FROM "{name}" WHERE id = {key}\')', "def find(cursor, name, key):"),
            query("name = name.replace('\"', '\"\"').replace('%', '%%')\n"
                  "    cursor.execute(f'SELECT id FROM \"{name}\" WHERE id = %s', (key,))", "def find(cursor, name, key):"), {
                "% of the name not doubled": query(
                    "name = name.replace('\"', '\"\"')\n    cursor.execute(f'SELECT id FROM \"{name}\" WHERE id = %s', (key,))",
                    "def find(cursor, name, key):"),
            }),
    *(Rewrite(driver, ("call: find(cursor, name)",),
              query('cursor.execute(f"SELECT id FROM {name}")', "def find(cursor, name):"),
              GUARD + query('cursor.execute(f"SELECT id FROM {checked(name)}")', "def find(cursor, name):"), {
                  "refused too late": GUARD + query(
                      'try:\n        cursor.execute(f"SELECT id FROM {name}")\n    except Exception:\n        pass\n    checked(name)',
                      "def find(cursor, name):"),
                  "unguarded": query('cursor.execute(f"SELECT id FROM {name}")', "def find(cursor, name):"),
              }) for driver in ("psycopg2", "pymysql")),
    Rewrite("psycopg", FIND, query(BY_NAME), query('cursor.execute("SELECT id FROM users WHERE name = %s", (value,))'), {
        "question mark": query('cursor.execute("SELECT id FROM users WHERE name = ?", (value,))'),
    }),
    Rewrite("psycopg2", ("date", "ordered", "call: find(cursor, value)"),
            query("cursor.execute(f\"SELECT id FROM users WHERE created >= '{value}'\")"),
            query('cursor.execute("SELECT id FROM users WHERE created >= %s", (value,))'), {
                "unchanged": query("cursor.execute(f\"SELECT id FROM users WHERE created >= '{value}'\")"),
                "type kept": query("cursor.execute(\"SELECT id FROM users WHERE created >= date'%s'\", (value,))"),
            }),
    Rewrite("asyncpg", ("call: find(connection, value)",),
            AWAIT.format("f" + BY_VALUE.format("'{value}'")), AWAIT.format(BY_VALUE.format("$1") + ", value"), {
                "a tuple": AWAIT.format(BY_VALUE.format("$1") + ", (value,)"),
                "percent": AWAIT.format(BY_VALUE.format("%s") + ", value"),
            }),
    Rewrite("pymysql", FIND, query(BY_NAME), query('cursor.execute("SELECT id FROM users WHERE name = %s", (value,))'), {
        "question mark": query('cursor.execute("SELECT id FROM users WHERE name = ?", (value,))'),
        "quotes doubled by hand": query(
            "v = value.replace(\"'\", \"''\")\n    cursor.execute(f\"SELECT id FROM users WHERE name = '{v}'\")"),
    }),
    Rewrite("pymysql", ("number", "call: find(cursor, value)"),
            query('cursor.execute("SELECT id FROM users WHERE age > %s" % value)'),
            query('cursor.execute("SELECT id FROM users WHERE age > %s", (value,))'), {
                "unchanged": query('cursor.execute("SELECT id FROM users WHERE age > %s" % value)'),
            }),
    Rewrite("sqlalchemy-sqlite", ("call: find(connection, value)",),
            TEXT.format("text(f\"SELECT id FROM users WHERE created > '\\\\:x' AND name = '{value}'\")"),
            TEXT.format("text(\"SELECT id FROM users WHERE created > '\\\\:x' AND name = :value\"), {'value': value}"), {
                "colon no longer escaped": TEXT.format(
                    "text(\"SELECT id FROM users WHERE created > ':x' AND name = :value\"), {'value': value}"),
                "other name": TEXT.format(
                    "text(\"SELECT id FROM users WHERE created > '\\\\:x' AND name = :value\"), {'values': value}"),
            }),
    Rewrite("sqlalchemy-asyncpg", ("call: find(connection, value)",),
            ATEXT.format("text(f" + BY_VALUE.format("'{value}'") + ")"),
            ATEXT.format("text(" + BY_VALUE.format(":name") + "), {'name': value}"), {
                "question mark": ATEXT.format("text(" + BY_VALUE.format("?") + "), (value,)"),
            }),
    Rewrite("duckdb", ("call: find(connection, value)",), DUCK.format("f" + BY_VALUE.format("'{value}'")),
            DUCK.format(BY_VALUE.format("?") + ", [value]"), {
                "percent": DUCK.format(BY_VALUE.format("%s") + ", [value]"),
                "unchanged": DUCK.format("f" + BY_VALUE.format("'{value}'")),
            }),
    Rewrite("django", FIND, query(BY_NAME), query('cursor.execute("SELECT id FROM users WHERE name = %s", [value])'), {
        "quotes kept": query("cursor.execute(\"SELECT id FROM users WHERE name = '%s'\", [value])"),
        "parameter dropped": query('cursor.execute("SELECT id FROM users WHERE name = %s")'),
    }),
]


def lay_out(folder: Path, name: str, headers: str, before: str, after: str) -> None:
    for side, code in (("before", before), ("after", after)):
        file = folder / name / side / "service" / "code.py"
        file.parent.mkdir(parents=True)
        file.write_text(headers + code)


def test_rewrites() -> list[str]:
    expected: dict[str, tuple[bool, str]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for index, rewrite in enumerate(REWRITES):
            headers = "".join(f"# {line}\n" for line in (f"oracle: {rewrite.driver}", *rewrite.headers))
            for number, (label, after) in enumerate([("", rewrite.right), *rewrite.wrong.items()]):
                name = f"{index:02}-{number}"
                expected[name] = (bool(label), f"{rewrite.driver}, {label or 'right'}: {' '.join(rewrite.headers)}")
                lay_out(folder, name, headers, rewrite.before, after)
        report = run(folder)
    problems = []
    for case in report.cases:
        wrong, label = expected[case.name]
        if wrong and not case.failures:
            problems.append(f"not reported: {label}")
        if wrong and case.failures:
            print(f"reported ({len(case.failures):3} of {case.checks:3}): {label}: {case.failures[0].problem}")
        if not wrong:
            problems += [f"reported though right: {label}: {failure}" for failure in case.failures[:3]]
    for reason, count in report.skipped.items():
        print(f"skipped: {count} rewrites: {reason}")
    print(f"{len(report.cases)} rewrites, {sum(case.checks for case in report.cases)} checks, {len(problems)} problems")
    return problems


def test_unchanged(cases: Path) -> list[str]:
    """What no rewrite has touched must be reported for each call that can be given something hostile."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for path in sorted(cases.iterdir()):
            trees = read_tree(path)
            if any(name.endswith(".py") and read_headers(data)[0] for name, data in trees.items()):
                for side in ("before", "after"):
                    for name, data in trees.items():
                        file = folder / path.stem / side / name
                        file.parent.mkdir(parents=True, exist_ok=True)
                        file.write_bytes(data)
        report = run(folder)
    problems = []
    for case in report.cases:
        problems += [f"{case.name}: {failure.call} with {failure.value}: {failure.problem}; {failure.first}"
                     for failure in case.failures if failure.problem.startswith(("the c", "an honest"))]
        if not case.failures:
            problems.append(f"{case.name}: unchanged, and nothing reported")
        reported = {failure.call for failure in case.failures}
        for call in case.calls:
            if (call.uses("value") or call.uses("name")) and call.expression not in reported:
                # A `%d` or a format of numbers refuses every text by itself.
                print(f"unchanged, and not reported: {case.name}: {call.expression}")
    for reason, count in report.skipped.items():
        print(f"skipped: {count} cases: {reason}")
    calls = sum(len(case.calls) for case in report.cases)
    checks = sum(case.checks for case in report.cases)
    print(f"{len(report.cases)} cases, {calls} calls, {checks} checks, {len(problems)} problems")
    return problems


def read_tree(path: Path) -> dict[str, bytes]:
    if path.is_dir():
        return {str(file.relative_to(path)): file.read_bytes() for file in path.rglob("*") if file.is_file()}
    data = path.read_bytes()
    head = [line.strip() for line in data.decode("utf-8-sig", "replace").splitlines() if line.startswith("#")]
    named = [line.removeprefix("# path:").strip() for line in head if line.startswith("# path:")]
    others = {line.removeprefix("# with:").strip(): b"" for line in head if line.startswith("# with:")}
    return {(named or [f"service/{path.stem}.py"])[0]: data, **others}


def main() -> None:
    problems = test_rewrites()
    if len(sys.argv) > 1:
        problems += test_unchanged(Path(sys.argv[1]))
    print(*problems, sep="\n")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()

"""Calls what the table of exceptions describes with random arguments, and names what it did not foresee.

    python3 tests/raises/fuzz_raises.py [--seconds N] [--only PREFIX] [--seed N] [--unreached]

Each row with a line in fuzz_calls.py is called, for its share of the seconds, with values of the documented types
(edge values and damaged documents: fuzz_arguments.py); what comes out must be in its `raises`, with the conditions
that hold. Every other call has one argument of a wrong type; then `mistyped` counts too. What the table leaves out by
its rules is not reported. Each row runs in a process of its own, in a throw-away directory, with little memory and a
time limit. Run by hand, not by the tests: a report is a reason to look, at the row or at the kind of value. Exits
with 1 when there is one. `--unreached` also names the rows without a line.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import inspect
import itertools
import json
import operator
import os
import random
import re
import resource
import select
import shutil
import signal
import sys
import tempfile
import time
import warnings
from pathlib import Path
from typing import Any

from check_raises import find, holds_here

TABLE = Path(__file__).resolve().parents[2] / "codemods/narrow_except/raises.toml"
LEFT_OUT = (
    "MemoryError",
    "RecursionError",
    "KeyboardInterrupt",
    "SystemExit",
    "GeneratorExit",
    "Warning",
    "asyncio.CancelledError",
)
WRONG = [None, object(), [], {}, (), "x", b"x", 5, 1.5, 2j, {1}, int, len, [None], {"a": None}, ("a", None)]
SECONDS_PER_CALL = 0.4
READS = 200


class Late(BaseException):
    """A call that takes too long."""


def rows() -> list[dict[str, Any]]:
    try:
        import tomllib
    except ImportError:  # Before 3.11, where this is worth running too.
        from pip._vendor import tomli as tomllib
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))["row"]


def calls() -> dict[str, list[list[str]]]:
    """The kinds of arguments, by call: each a list of alternatives."""
    from fuzz_calls import CALLS

    found: dict[str, list[list[str]]] = {}
    for line in filter(None, map(str.strip, CALLS.splitlines())):
        call, *kinds = line.split()
        braces = re.fullmatch(r"(.*)\{(.*)\}(.*)", call)
        for name in [braces[1] + one + braces[3] for one in braces[2].split(",")] if braces else [call]:
            found.setdefault(name, []).append(kinds)
    return found


def is_method(call: str) -> bool:
    """Whether the call's first kind is its receiver."""
    owner = reach(call.rpartition(".")[0]) if call.count(".") > 1 else None
    if not isinstance(owner, type):
        return False
    raw = inspect.getattr_static(owner, call.rpartition(".")[2])
    return (
        not isinstance(raw, (staticmethod, classmethod, type(dict.__dict__["fromkeys"]), type))
        and raw is not str.maketrans
    )


def of_type(value: Any, name: str) -> bool:
    if name == "callable":
        return callable(value)
    return any(name in (base.__name__, f"{base.__module__}.{base.__qualname__}") for base in type(value).__mro__)


def given(condition: dict[str, Any], positional: list[Any], named: dict[str, Any]) -> list[Any]:
    """The argument that a condition speaks about, if it is given."""
    at = condition.get("argument")
    found = [positional[at]] if at is not None and at < len(positional) else []
    return found + ([named[condition["keyword"]]] if condition.get("keyword") in named else [])


def applies(condition: dict[str, Any], positional: list[Any], named: dict[str, Any]) -> bool:
    if not holds_here(condition):
        return False
    if "argument" not in condition and "keyword" not in condition:
        return True
    for value in given(condition, positional, named):
        unless = [
            *condition.get("unless", []),
            *(int(text) for text in condition.get("unless", []) if text.lstrip("-").isdigit()),
        ]
        if (
            "type" in condition
            and not of_type(value, condition["type"])
            or "value" in condition
            and value != condition["value"]
        ):
            continue
        if not (isinstance(value, (str, int)) and value in unless):
            return True  # What is in a variable is no literal, so "<non-empty literal>" leaves the condition on.
    return False


def foreseen(row: dict[str, Any], positional: list[Any], named: dict[str, Any], wrong: bool) -> list[str]:
    names, added = [*row["raises"], *row.get("rare", [])], [*LEFT_OUT, *(row.get("mistyped", []) if wrong else [])]
    for condition in row.get("when", []):
        if applies(condition, positional, named):
            names = condition.get("instead", names)
            added += condition.get("adds", [])
    for condition in row.get("without", []):
        if holds_here(condition) and not given(condition, positional, named):
            added += condition.get("adds", [])
    return [*names, *added]


def covers(name: str, error: BaseException) -> bool:
    try:
        return isinstance(error, find(name))
    except (ImportError, AttributeError):
        return False


def reach(call: str) -> Any:
    """As `find`, but bound as a program gets it: a classmethod of its class."""
    owner, _, attribute = call.rpartition(".")
    try:
        return importlib.import_module(call)
    except ImportError:
        return getattr(reach(owner), attribute)


# The operators as a program writes them: a special method alone is stricter in some places.
OPERATORS = {
    **{
        f"__{name}__": getattr(operator, name)
        for name in (
            "abs add contains delitem eq floordiv ge getitem gt iadd invert le lshift lt mod mul ne neg pow rshift"
            " setitem sub truediv xor"
        ).split()
    },
    "__and__": operator.and_,
    "__or__": operator.or_,
    "__divmod__": divmod,
    "__format__": format,
    "__hash__": hash,
    "__int__": int,
    "__float__": float,
    "__round__": round,
    "__len__": len,
    "__iter__": iter,
    "__next__": next,
    "__str__": str,
}


def perform(call: str, method: bool, positional: list[Any], named: dict[str, Any]) -> None:
    if method:
        attribute = call.rpartition(".")[2]
        found = OPERATORS.get(attribute) if len(positional) < 3 or "item" in attribute else None
        found = found or getattr(type(positional[0]), attribute, None)
        if not callable(found):
            getattr(positional[0], attribute)
            return
        result = found(*positional, **named)
    else:
        result = reach(call)(*positional, **named)
    lazy = hasattr(result, "__next__") and not hasattr(result, "read") or type(result).__module__ == "csv"
    if lazy:
        for _ in itertools.islice(result, READS):
            pass
    if hasattr(result, "close"):
        with contextlib.suppress(Exception):
            result.close()


def arguments(kinds: list[str], numbers: random.Random) -> tuple[list[Any], dict[str, Any], list[str]]:
    from fuzz_arguments import value

    positional, named, of, stopped = [], {}, [], False
    for kind in kinds:
        optional, kind = kind.endswith("?"), kind.rstrip("?")
        name, _, rest = kind.rpartition("=")
        if name:
            if not optional or numbers.random() < 0.4:
                named[name] = value(rest, numbers)
        elif kind.startswith("*"):
            positional += [value(kind[1:], numbers) for _ in range(0 if stopped else numbers.randrange(4))]
        else:
            stopped = stopped or optional and numbers.random() < 0.5
            if not stopped:
                positional.append(value(kind, numbers))
                of.append(kind)
    return positional, named, of


def mistype(positional: list[Any], named: dict[str, Any], first: int, numbers: random.Random) -> bool:
    """Puts a value of another type in the place of one argument; whether there was one."""
    places: list[Any] = [*range(first, len(positional)), *named]
    if not places:
        return False
    place = numbers.choice(places)
    holder: Any = named if isinstance(place, str) else positional
    others = [value for value in WRONG if not isinstance(value, type(holder[place]))]
    holder[place] = numbers.choice([None, *others])
    return True


def text(values: Any) -> str:
    try:
        return ascii(values)[:300]
    except Exception:
        return "arguments that cannot be shown"


def work(row: dict[str, Any], alternatives: list[list[str]], seconds: float, seed: str, out: int) -> None:
    """Calls a row until its time is over, and writes what was not foreseen, a line of JSON each."""
    from fuzz_arguments import furnish

    numbers = random.Random(seed)
    call, method, made, seen = row["call"], is_method(row["call"]), 0, set()
    until = time.monotonic() + seconds

    def say(kind: str, **what: Any) -> None:
        os.write(out, json.dumps({"what": kind, **what}).encode() + b"\n")

    home = os.getcwd()
    while made < 50_000 and time.monotonic() < until:
        with contextlib.suppress(OSError):
            os.chdir(home)
        if made % 20 == 0 or row["module"] in ("os", "shutil", "pathlib"):
            furnish()
        signal.setitimer(signal.ITIMER_REAL, SECONDS_PER_CALL)
        try:
            positional, named, _ = arguments(numbers.choice(alternatives), numbers)
            wrong = made % 2 == 1 and mistype(positional, named, 1 if method else 0, numbers)
            said = text((positional, named))
        except Late:
            continue
        made += 1
        signal.setitimer(signal.ITIMER_REAL, SECONDS_PER_CALL)
        try:
            perform(call, method, positional, named)
        except Late:
            if "late" not in seen:
                seen.add("late")
                say("late", arguments=said)
        except BaseException as error:
            signal.setitimer(signal.ITIMER_REAL, 0)
            names = foreseen(row, positional[1:] if method else positional, named, wrong)
            key = (wrong, type(error).__qualname__)
            opaque = wrong and row.get("opaque")  # A function of another kind, which may raise anything.
            if key not in seen and not opaque and not any(covers(name, error) for name in names):
                seen.add(key)
                found = f"{type(error).__module__}.{type(error).__qualname__}".replace("builtins.", "")
                say(
                    "raised",
                    wrong=wrong,
                    error=found,
                    message=str(error)[:200].encode("ascii", "backslashreplace").decode(),
                    arguments=said,
                )
        signal.setitimer(signal.ITIMER_REAL, 0)
    say("made", count=made)


def late(*_: Any) -> None:
    raise Late


def run(row: dict[str, Any], alternatives: list[list[str]], seconds: float, seed: str) -> list[dict[str, Any]]:
    """What one row's process says."""
    folder = tempfile.mkdtemp(prefix="fuzz_raises")
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.chdir(folder)
            os.environ.update(HOME=folder, TMPDIR=folder)
            tempfile.tempdir = None
            os.setsid()
            signal.signal(signal.SIGALRM, late)
            resource.setrlimit(resource.RLIMIT_AS, (3 * 2**30, 3 * 2**30))
            null, high = os.open(os.devnull, os.O_RDWR), 900
            os.dup2(writer, high)
            for number in range(3):
                os.dup2(null, number)
            warnings.simplefilter("ignore")
            work(row, alternatives, seconds, seed, high)
        finally:
            os._exit(0)
    os.close(writer)
    said, until = b"", time.monotonic() + 3 * seconds + 5
    while select.select([reader], [], [], max(0.0, until - time.monotonic()))[0]:
        part = os.read(reader, 65536)
        if not part:
            break
        said += part
    os.close(reader)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    shutil.rmtree(folder, ignore_errors=True)
    return [json.loads(line) for line in said.splitlines()]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seconds", type=float, default=300)
    options.add_argument("--only", default="")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--unreached", action="store_true")
    chosen = options.parse_args()
    known = calls()
    wanted = [row for row in rows() if row["call"].startswith(chosen.only) and holds_here(row)]
    described = [row for row in wanted if row["call"] in known]
    total = reached = reports = 0
    for row in described:
        try:
            is_method(row["call"])
        except (ImportError, AttributeError):
            continue
        said = run(row, known[row["call"]], chosen.seconds / len(described), f"{chosen.seed} {row['call']}")
        made = sum(line["count"] for line in said if line["what"] == "made")
        total, reached = total + made, reached + (made > 0)
        if not made:
            print(f"{row['call']}: did not come to its end")
        for line in said:
            if line["what"] == "raised":
                reports += 1
                how = " (mistyped)" if line["wrong"] else ""
                print(f"{row['call']}: {line['error']}{how}: {line['message']}\n    {line['arguments']}")
            elif line["what"] == "late":
                print(f"{row['call']}: takes long\n    {line['arguments']}")
        sys.stdout.flush()
    if chosen.unreached:
        print("without a line:", *sorted({row["call"] for row in wanted} - set(known)), sep="\n    ")
    unknown = sorted(set(known) - {row["call"] for row in rows()})
    if unknown:
        print("described, but not in the table:", *unknown)
    print(f"{total} calls over {reached} rows, {reports} reports")
    return 1 if reports else 0


if __name__ == "__main__":
    sys.exit(main())

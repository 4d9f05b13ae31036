"""Runs each `N.before` and its `N.after` and compares what they say: compare.py DIRECTORY.

What the original printed must be what the result logged, less line breaks at its ends, and the calls with effects
must have happened in the same order. Exit status 1 on a difference.
"""

import contextlib
import datetime
import decimal
import io
import logging
import pathlib
import sys


class Collector(logging.Handler):
    def __init__(self):
        super().__init__()
        self.said = []

    def emit(self, record):
        self.said.append(record.getMessage())


class Value:
    """An object whose texts differ by how they are asked for, and that tells who asked."""

    def __init__(self, trace):
        self.trace = trace
        self.value = 7

    def __str__(self):
        self.trace.append("str")
        return "<str>"

    def __repr__(self):
        self.trace.append("repr")
        return "<repr>"


def arguments(trace, with_decimals):
    ticks = iter(range(100, 1000))
    items = [3, 1, 2]

    def tick(*_):
        trace.append("tick")
        return next(ticks)

    def grow(values):
        trace.append("grow")
        values.append(len(values))
        return len(values)

    return {
        "name": "caf\u00e9 %s {n}",
        "n": 7,
        "x": decimal.Decimal("2.675") if with_decimals else 2.675,
        "items": items,
        "pair": (5, "two"),
        "table": {"k": 1, "%": 2},
        "none": None,
        "data": b"raw",
        "obj": Value(trace),
        "flag": True,
        "when": datetime.datetime(2024, 2, 29, 13, 5),
        "tick": tick,
        "grow": grow,
    }


def run(code, with_decimals):
    """What was printed, what was logged, and the effects; or the exception."""
    trace = []
    out = io.StringIO()
    collector = Collector()
    root = logging.getLogger()
    root.handlers = [collector]
    root.setLevel(logging.DEBUG)
    module = {"__name__": "case"}
    try:
        with contextlib.redirect_stdout(out):
            exec(code, module)
            module["Case"]().run(**arguments(trace, with_decimals))
    except Exception as error:
        return error, None, None
    return out.getvalue(), collector.said, trace


def order(effects):
    """The evaluations in their order. An object's text is asked for as often, but a log formats it last."""
    return [effect for effect in effects if effect not in ("str", "repr")]


def is_decoration(text):
    bare = text.strip()
    return not bare or (len(set(bare)) == 1 and not bare[0].isalnum())


def main():
    counts = dict.fromkeys(["same", "kept", "removed", "raises", "no python"], 0)
    differences = []
    for before in sorted(pathlib.Path(sys.argv[1]).glob("*.before")):
        source = before.read_text(encoding="utf-8")
        result = before.with_suffix(".after").read_text(encoding="utf-8")
        try:
            original = compile(source, "before", "exec")
        except SyntaxError:
            counts["no python"] += 1
            if source != result:
                differences.append((source, result, "a module that is no Python was changed"))
            continue
        if source == result:
            counts["kept"] += 1
            continue
        with_decimals = "Decimal" in source
        printed, _, effects = run(original, with_decimals)
        if isinstance(printed, Exception):
            counts["raises"] += 1
            continue
        said, logged, same_effects = run(compile(result, "after", "exec"), with_decimals)
        if isinstance(said, Exception):
            differences.append((source, result, f"raises {said!r}"))
        elif not logged and not said and is_decoration(printed):
            counts["removed"] += 1
        elif said or len(logged) != 1:
            differences.append((source, result, f"prints {said!r}, logs {logged!r}"))
        elif printed.strip("\n") != logged[0].strip("\n"):
            differences.append((source, result, f"{printed!r} became {logged[0]!r}"))
        elif order(effects) != order(same_effects) or sorted(effects) != sorted(same_effects):
            differences.append((source, result, f"effects {effects} became {same_effects}"))
        else:
            counts["same"] += 1
    print(", ".join(f"{count} {what}" for what, count in counts.items()), f"{len(differences)} different", sep=", ")
    for source, result, words in differences[:12]:
        print("-" * 20, source, result, words, sep="\n")
    return bool(differences) or counts["same"] < 10_000


sys.exit(main())

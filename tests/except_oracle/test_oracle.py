#!/usr/bin/env python3
"""The oracle must pass right rewrites and report wrong ones.

    python3 tests/except_oracle/test_oracle.py

A rewrite is code with `except HANDLER:`, which is bare before, and becomes each of the given texts.
"""

from __future__ import annotations

import sys
import tempfile
import unittest
from pathlib import Path
from typing import NamedTuple

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from layout import Unpaired, read_layouts
from run import Result, run


class Rewrite(NamedTuple):
    """Code, the right handlers for it, and wrong ones with words of what the oracle is to say of each."""

    code: str
    right: str
    wrong: dict[str, str]
    files: dict[str, str] = {}


PARSE = '''
# call: parse("12")
# call: parse("x")
# call: parse(None)
# call: parse(float("inf"))
def parse(value):
    try:
        return int(value)
    except HANDLER:
        return None
'''
LOAD = '''
# call: load(tmp / "good.json")
# call: load(tmp / "conf" / "bad.json")
# call: load(tmp / "none.json")
# file: good.json '{"a": 1}'
# file: conf/bad.json b'\\x7b'
import json
import logging

logger = logging.getLogger(__name__)


def load(path):
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except HANDLER:
        logger.exception("cannot load %s", path)
        return {}
'''
OPTIONAL = '''
# call: load("a: 1")
# call: load("a: [")
# missing: yaml
# broken: yaml
# needs: yaml
def load(text):
    try:
        import yaml
        return yaml.safe_load(text)
    except HANDLER:
        return None
'''
PREFERRED = '''
# call: dump([1])
# missing: yaml
# broken: yaml
# needs: yaml
try:
    import yaml
    NAME = "yaml"
except HANDLER:
    NAME = "json"


def dump(value):
    return NAME, value
'''
PROCESS = '''
# call: start(["true"])
# call: start(["false"])
# call: start(["sleep", "9"])
# call: start(["there-is-no-such-command"])
import subprocess


def start(command):
    try:
        subprocess.run(command, check=True, timeout=0.1)
    except HANDLER:
        return False
    return True
'''
WAIT = '''
# call: await fetch(0)
# call: await fetch(1)
# call: await fetch("1")
import asyncio


async def work(seconds):
    await asyncio.sleep(seconds)
    return seconds


async def fetch(seconds):
    try:
        return await asyncio.wait_for(work(seconds), 0.02)
    except HANDLER:
        print("late")
        return None
'''
HELPER = '''
# call: total(tmp / "a.txt")
# call: total(tmp / "b.txt")
# call: total(tmp)
# file: a.txt "1\\n2\\n"
# file: b.txt "1\\nx\\n"
from .helper import numbers


def total(path):
    try:
        found = numbers(path)
    except HANDLER:
        return -1
    return sum(found)
'''
NUMBERS = '''from pathlib import Path


def numbers(path: Path) -> list[int]:
    return [int(line) for line in path.read_text(encoding="utf-8").splitlines()]
'''
NEVER = '''
# call: size(tmp / "a.txt")
# call: size(tmp / "none.txt")
# file: a.txt "12"
from pathlib import Path


def size(path: Path):
    try:
        return path.stat().st_size
    except HANDLER:
        return None
    finally:
        print("asked")
'''
CLEANUP = '''
# call: guarded(lambda: 1)
# call: guarded(lambda: int("x"))
def guarded(function):
    try:
        return function()
    except HANDLER:
        print("cleanup")
        raise
'''
RETRY = '''
# call: Reader(["x", "4"]).first()
# call: Reader(["x"]).first()
# call: Reader(["5", "y"]).all()
class Base:
    def __init__(self, values):
        self.values = values


class Reader(Base):
    def __init__(self, values):
        super().__init__(list(values))

    def first(self):
        while self.values:
            try:
                return int(self.values.pop(0).strip())
            except HANDLER:
                continue
        return None

    def all(self):
        while self.values:
            try:
                yield int(self.values.pop(0))
            except HANDLER:
                yield None
'''

REWRITES = {
    "parse": Rewrite(PARSE, "(OverflowError, TypeError, ValueError)", {
        "(OverflowError, ValueError)": "parse(None): gives something else",
        "(TypeError, ValueError)": "OverflowError from int()",
        "ValueError": "parse(None): gives something else",
        "(KeyError, OverflowError, TypeError, ValueError)": "no input triggers KeyError",
        "(KeyboardInterrupt, OverflowError, TypeError, ValueError)": "KeyboardInterrupt at",
        "(SystemExit, OverflowError, TypeError, ValueError)": "SystemExit at",
        "Missing": "NameError: name 'Missing' is not defined",
        "": "left unchanged",
    }),
    "load": Rewrite(LOAD, "(OSError, ValueError)", {
        "ValueError": "load(tmp / \"none.json\"): gives something else",
        "OSError": "load(tmp / \"conf\" / \"bad.json\"): gives something else",
        "(FileNotFoundError, ValueError)": "PermissionError from open()",
        "(OSError, json.JSONDecodeError)": "ValueError from open()",
    }),
    "optional": Rewrite(OPTIONAL, "Exception", {
        "(ImportError, yaml.YAMLError)": "without yaml: gives something else",
    }),
    "preferred": Rewrite(PREFERRED, "ImportError", {
        "ModuleNotFoundError": "with yaml broken: gives something else",
        "(ImportError, KeyboardInterrupt)": "the handler at service/main.py:",
        "(ImportError, ValueError)": "no input triggers ValueError",
    }),
    "process": Rewrite(PROCESS, "(OSError, ValueError, subprocess.SubprocessError)", {
        "(OSError, ValueError, subprocess.CalledProcessError)": "gives something else",
        "(OSError, subprocess.SubprocessError)": "ValueError from subprocess.run()",
    }),
    "wait": Rewrite(WAIT, "Exception", {
        "asyncio.TimeoutError": "fetch(\"1\"): gives something else",
        "(Exception, asyncio.CancelledError)": "asyncio.CancelledError at",
    }),
    "helper": Rewrite(HELPER, "(OSError, ValueError)", {
        "OSError": "gives something else",
    }, {"service/__init__.py": "", "service/helper.py": NUMBERS}),
    "never": Rewrite(NEVER, "(OSError, ValueError)", {"OSError": "ValueError from path.stat()"}),
    "cleanup": Rewrite(CLEANUP, "BaseException", {
        "(KeyError, ValueError)": "no input triggers KeyError",
    }),
    "retry": Rewrite(RETRY, "(IndexError, OverflowError, ValueError)", {
        "(IndexError, ValueError)": "OverflowError from self.values.pop()",
        "(OverflowError, ValueError)": "IndexError from self.values.pop()",
    }),
}
BODIES = {
    "parse": ("        return None\n", "        return 0\n", "gives something else"),
    "load": ("logger.exception(", "logger.warning(", "logs"),
    "never": ("print(\"asked\")", "print(\"done\")", "gives something else"),
}


def write(folder: Path, rewrite: Rewrite, before: str, after: str) -> None:
    for side, code in (("before", before), ("after", after)):
        for name, text in {"service/main.py": code.lstrip(), **rewrite.files}.items():
            path = folder / side / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)


def handled(code: str, handler: str) -> str:
    return code.replace("except HANDLER:", f"except {handler}:" if handler else "except:")


def told(result: Result) -> str:
    return "\n".join(failure.told() for failure in result.verdict.failures)


class Rewrites(unittest.TestCase):
    def results(self, cases: dict[str, tuple[Rewrite, str, str]], seconds: float = 20) -> dict[str, Result]:
        with tempfile.TemporaryDirectory(prefix="overhaul-except-test-") as folder:
            numbers = {name: f"{number:03}" for number, name in enumerate(cases)}
            for name, (rewrite, before, after) in cases.items():
                write(Path(folder, numbers[name]), rewrite, before, after)
            found = {result.name: result for result in run(Path(folder), seconds)}
            return {name: found[numbers[name]] for name in cases}

    def test_right_rewrites_pass(self) -> None:
        cases = {name: (rewrite, handled(rewrite.code, ""), handled(rewrite.code, rewrite.right))
                 for name, rewrite in REWRITES.items()}
        for name, result in self.results(cases).items():
            with self.subTest(name):
                if result.skipped:
                    self.skipTest(result.skipped)
                self.assertEqual(told(result), "")
                self.assertGreater(result.verdict.checks, 10)

    def test_wrong_handlers_are_reported(self) -> None:
        cases = {f"{name} with {handler}": (rewrite, handled(rewrite.code, ""), handled(rewrite.code, handler))
                 for name, rewrite in REWRITES.items() for handler in rewrite.wrong}
        words = {f"{name} with {handler}": text for name, rewrite in REWRITES.items()
                 for handler, text in rewrite.wrong.items()}
        for name, result in self.results(cases).items():
            with self.subTest(name):
                if result.skipped:
                    self.skipTest(result.skipped)
                self.assertIn(words[name], told(result))

    def test_changed_bodies_are_reported(self) -> None:
        cases = {}
        for name, (old, new, _) in BODIES.items():
            rewrite = REWRITES[name]
            self.assertIn(old, rewrite.code)
            cases[name] = (rewrite, handled(rewrite.code, ""), handled(rewrite.code, rewrite.right).replace(old, new))
        for name, result in self.results(cases).items():
            with self.subTest(name):
                self.assertIn(BODIES[name][2], told(result))

    def one(self, before: str, after: str, seconds: float = 20) -> Result:
        return self.results({"one": (Rewrite("", "", {}), before, after)}, seconds)["one"]

    def test_what_cannot_be_run_is_reported(self) -> None:
        call = "# call: f()\nimport os, time\n\n\ndef f():\n    try:\n        {}\n    {}\n        {}\n"
        bare, narrow = ("except:", "return 1"), ("except ValueError:", "return 1")
        cases = {
            "takes over 1.5 s, in f()": (call.format("time.sleep(9)", *bare), call.format("time.sleep(9)", *narrow)),
            "ends its process, in import": ("# call: 1\nimport os\nos._exit(1)\n" + call.format("pass", *bare),
                                            "# call: 1\nimport os\nos._exit(1)\n" + call.format("pass", *narrow)),
            "not one": (call[12:].format("pass", *bare), call[12:].format("pass", *narrow)),
            "is no expression": ("# call: f(\n" + call.format("pass", *bare), ""),
            "is no literal": ("# file: a open()\n" + call.format("pass", *bare), ""),
            "try statements before": (call.format("pass", *bare), "def f():\n    return 1\n"),
            "cannot be parsed": (call.format("pass", *bare), "def f(:\n"),
        }
        for words, result in self.results({words: (Rewrite("", "", {}), *sides) for words, sides in cases.items()},
                                          1.5).items():
            with self.subTest(words):
                self.assertIn(words, told(result))

    def test_what_depends_on_chance_is_reported(self) -> None:
        code = ("# call: f()\nimport os\n\n\ndef f():\n    try:\n        return os.urandom(8) or int('x')\n"
                "    except {}:\n        return 1\n").replace(" {}:", "{}:")
        self.assertIn("when made again before the rewrite", told(self.one(code.format(""), code.format(" ValueError"))))

    def test_a_class_that_a_row_names_may_be_no_exception(self) -> None:
        code = ("# call: await f(asyncio.Future())\n# call: await f(None)\nimport asyncio\n\n\n"
                "async def f(future):\n    try:\n        return future.exception()\n    except{}:\n        return 1\n")
        narrow = " (AttributeError, asyncio.CancelledError, asyncio.InvalidStateError)"
        self.assertEqual(told(self.one(code.format(""), code.format(narrow))), "")

    def test_declined_handlers_take_no_part(self) -> None:
        code = PARSE + ("\n\n# call: other('x')\ndef other(value):\n    try:\n        return open(value)\n    except:\n"
                        "        return None\n")
        before, after = handled(code, ""), handled(code, "(OverflowError, TypeError, ValueError)")
        self.assertEqual(told(self.one(before, after)), "")

    def test_an_added_import_is_no_difference(self) -> None:
        code = ("# call: f('1')\n# call: f('')\n{}from json import loads\n\n\ndef f(text):\n    try:\n"
                "        return loads(text)\n    except{}:\n        return 1\n")
        before, after = code.format("", ""), code.format("import json\n", " json.JSONDecodeError")
        self.assertIn("ValueError from loads()", told(self.one(before, after)))
        self.assertEqual(told(self.one(before, code.format("import json\n", " ValueError"))), "")

    def test_try_statements_in_try_statements(self) -> None:
        code = ("# call: f('x', None)\n# call: f('x', '1')\n# call: f('x', 'x')\n# call: f('1', '')\n"
                "# call: f(float('inf'), float('inf'))\n"
                "def f(first, second):\n    try:\n        try:\n            return int(first)\n        except{}:\n"
                "            return int(second)\n    except{}:\n        return -1\n")
        bare, inner, outer = code.format("", ""), " (OverflowError, ValueError)", " (OverflowError, TypeError, ValueError)"
        self.assertEqual(told(self.one(bare, code.format(inner, outer))), "")
        self.assertEqual(told(self.one(bare, code.format(inner, ""))), "")
        self.assertIn("gives something else", told(self.one(bare, code.format(inner, inner))))
        greedy = code.format(" (OverflowError, ValueError, KeyboardInterrupt)", outer)
        self.assertIn("still catches it", told(self.one(bare, greedy)))

    def test_the_layout_of_unlike_trees(self) -> None:
        with tempfile.TemporaryDirectory(prefix="overhaul-except-test-") as folder:
            write(Path(folder), Rewrite("", "", {}), handled(PARSE, ""), handled(PARSE, "A:\n        pass\n    except B"))
            with self.assertRaisesRegex(Unpaired, "not as many handlers"):
                read_layouts(Path(folder, "before"), Path(folder, "after"))


if __name__ == "__main__":
    unittest.main()

"""Runs each program before and after its rewriting and compares what is said and what is done.

Reads one JSON object a line: shape, before, after. Writes one line for each: same, skipped or different, and why.
"""

import asyncio
import contextlib
import datetime
import inspect
import io
import json
import logging
import os
import sys
import warnings

warnings.simplefilter("ignore")


class Shown:
    """Counts how often it is turned into text."""

    def __init__(self, text):
        self.text = text
        self.count = 0

    def __str__(self):
        self.count += 1
        return self.text

    __format__ = lambda self, spec: format(str(self), spec)

    def __repr__(self):
        self.count += 1
        return f"<{self.text}>"


class Percent:
    """logging: the handler formats the record."""

    def __init__(self, said):
        handler = logging.Handler()
        handler.emit = lambda record: said.append(record.getMessage())
        self.logger = logging.Logger("same words")
        self.logger.addHandler(handler)
        self.info = self.logger.info


class Braces:
    """loguru: str.format, where there are arguments."""

    def __init__(self, said):
        self.said = said

    def info(self, message, *args, **kwargs):
        self.said.append(message.format(*args, **kwargs) if args or kwargs else str(message))


class Keywords:
    """structlog: an event and fields."""

    def __init__(self, said):
        self.said = said

    def info(self, event, *args, **fields):
        self.said.append((event % args if args else str(event), fields))


SHAPES = {"percent": Percent, "keep": Percent, "braces": Braces, "keywords": Keywords}


def namespace(events):
    def act(value):
        events.append(repr(value))
        return value

    class Counter:
        total = 0

        def __str__(self):
            return f"total {self.total}"

        __repr__ = __str__

        def add(self):
            self.total += 1
            events.append(self.total)
            return self.total

    async def pause(value):
        events.append(("await", repr(value)))
        await asyncio.sleep(0)
        return value

    def drive(running):
        """Runs a generator or a coroutine to its end and sends numbers to the former."""
        if inspect.iscoroutine(running):
            return asyncio.run(running)
        try:
            events.append(("yield", repr(next(running))))
            for number in range(50):
                events.append(("yield", repr(running.send(number))))
        except StopIteration:
            pass

    shown = [Shown("one"), Shown("two %s {0}")]
    items = [1, 2, 3]

    def grow():
        items.append(len(items))
        events.append(len(items))
        return len(items)

    class Place:
        name = "north"
        port = 8080
        share = 0.25

    return {
        "__name__": "program", "act": act, "counter": Counter(), "drive": drive, "pause": pause, "grow": grow, "items": items,
        "one": shown[0], "two": shown[1], "place": Place, "name": "na%me", "text": "t{e}xt", "n": 42, "neg": -7, "zero": 0,
        "big": 1234567, "x": 3.14159, "share": 0.256, "inf": float("inf"), "flag": True, "nothing": None,
        "pair": (1, "b"), "empty": (), "rows": ["a", "b%"], "table": {"k": "v", "n": 1}, "data": b"by%tes\x00", "width": 12,
        "places": 2, "when": datetime.datetime(2024, 2, 29, 12, 30, 1), "span": datetime.timedelta(seconds=90),
        "path": os.sep.join(["tmp", "file.txt"]), "queue": ["p", "q", "r", "s", "t", "u", "v", "w"],
    }, shown


def run(source, shape=None):
    """What a program says, what it does, and how often values are turned into text."""
    events, said = [], []
    names, shown = namespace(events)
    names["logger"] = SHAPES[shape](said) if shape else None
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(source, "program", "exec", dont_inherit=True), names)
    text = said if shape else output.getvalue()
    return text, events, [value.count for value in shown]


def fields_agree(text, said):
    event, fields = said
    rest = text[len(event):] if text.startswith(event) else None
    for value in fields.values():
        at = rest.find(str(value)) if rest is not None else -1
        if at < 0:
            return False
        rest = rest[at + len(str(value)):]
    return rest is not None and (bool(fields) or not rest) and not rest.strip()


def compare(case):
    try:
        before = run(case["before"])
    except SyntaxError as error:
        return "skipped", f"syntax: {error}"
    except Exception as error:
        return "skipped", f"{type(error).__name__}: {error}"
    try:
        said, events, counts = run(case["after"], case["shape"])
    except BaseException as error:
        return "different", f"{type(error).__name__}: {error}"
    text = before[0].strip("\n")
    if len(said) != 1:
        return "different", f"said {said!r}"
    if case["shape"] == "keywords":
        event, fields = said[0]
        is_same = fields_agree(text, said[0]) if fields else event.strip("\n") == text
        # A field is turned into text by the renderer.
        counts = before[2] if fields else counts
    else:
        is_same = said[0].strip("\n") == text
    if not is_same:
        return "different", f"said {said[0]!r}, not {text!r}"
    if events != before[1]:
        return "different", f"did {events!r}, not {before[1]!r}"
    if counts != before[2]:
        return "different", f"made texts {counts!r}, not {before[2]!r}"
    return "same", ""


for line in sys.stdin:
    status, detail = compare(json.loads(line))
    print(json.dumps([status, detail]), flush=False)

"""What the probes do while a case runs: they write down what is reached, and raise where they are told to."""

from __future__ import annotations

import asyncio
import builtins
import inspect
import sys
import threading
from typing import Any, Callable, NoReturn

from instances import class_name, current, kinds, make
from table import Match, Table, raised


class Target:
    """Where an exception is to be raised: the `occurrence`-th time that the probe is reached."""

    def __init__(self, key: str, occurrence: int, exception: str) -> None:
        self.key = key
        self.occurrence = occurrence
        self.exception = exception


class Watch:
    """`ranges` are the lines of the try bodies of changed handlers, by file."""

    def __init__(self, table: Table, ranges: dict[str, list[tuple[int, int]]]) -> None:
        self.table = table
        self.ranges = ranges
        self.main_thread = threading.get_ident()
        self.start(False, None)
        names: dict[str, Callable[..., Any]] = {"probe": self.probe, "line": self.line, "caught": self.caught}
        for name, function in names.items():
            setattr(builtins, f"__oracle_{name}__", function)

    def start(self, recording: bool, target: Target | None) -> None:
        """Begins a run; nothing is counted before `open`."""
        self.is_open = False
        self.recording = recording
        self.target = target
        self.counts: dict[str, int] = {}
        self.calls: dict[str, dict[str, int]] = {}
        self.lines: list[str] = []
        self.injected: BaseException | None = None
        self.fault: str | None = None
        self.catches: list[tuple[str, str, list[int], bool]] = []

    def open(self) -> None:
        self.is_open = True

    def close(self) -> None:
        self.is_open = False

    def hits(self, key: str) -> bool:
        self.counts[key] = self.counts.get(key, 0) + 1
        target = self.target
        return target is not None and target.key == key and target.occurrence == self.counts[key]

    def probe(self, key: str, function: Any) -> Any:
        if not self.is_open:
            return function
        if self.hits(key):
            return self.raiser
        if not self.recording:
            return function
        match = self.table.match(function) if self.inside() else None
        if match is None:
            return function
        occurrence = self.counts[key]
        if not match.conditional:
            self.note(key, occurrence, match, (), {})
            return function

        def passed_on(*args: Any, **kwargs: Any) -> Any:
            self.note(key, occurrence, match, args, kwargs)
            return function(*args, **kwargs)

        return passed_on

    def note(self, key: str, occurrence: int, match: Match, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        classes = self.calls.setdefault(key, {})
        try:
            for name in raised(match, args, kwargs):
                for kind in kinds(name):
                    classes.setdefault(kind, occurrence)
        except Exception as error:
            # The case would catch it.
            self.fault = f"{match.row['call']}: {type(error).__name__}: {error}"

    def inside(self) -> bool:
        """Whether a changed handler may be above; a task and a thread have forgotten who started them."""
        if threading.get_ident() != self.main_thread or asyncio._get_running_loop() is not None:
            return True
        frame = sys._getframe(2)
        while frame is not None:
            for first, last in self.ranges.get(frame.f_code.co_filename, ()):
                if first <= frame.f_lineno <= last:
                    return True
            frame = frame.f_back  # type: ignore[assignment]
        return False

    def raiser(self, *args: Any, **kwargs: Any) -> NoReturn:
        for value in (*args, *kwargs.values()):
            if inspect.iscoroutine(value):
                value.close()
        self.throw()

    def throw(self) -> NoReturn:
        assert self.target is not None
        self.injected = make(self.target.exception)
        raise self.injected

    def line(self, key: str) -> None:
        if not self.is_open:
            return
        if self.hits(key):
            self.throw()
        if self.recording and self.counts[key] == 1:
            self.lines.append(key)

    def caught(self, key: str, *classes: type[BaseException]) -> None:
        """A changed handler has caught something: by which of its classes?"""
        error = current()
        assert error is not None
        numbers = [number for number, cls in enumerate(classes) if isinstance(error, cls)]
        self.catches.append((key, class_name(type(error)), numbers, error is self.injected))

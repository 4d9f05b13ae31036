"""Judges what came of a case before and after its rewrite."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cases import Case
from instances import is_exception
from layout import Handler, Layout
from outcomes import Outcome, same, shown


class Failure(NamedTuple):
    call: str
    given: str
    problem: str
    before: str = ""
    after: str = ""

    def told(self) -> str:
        text = ": ".join(part for part in (self.call, self.given, self.problem) if part)
        return f"{text}; before: {self.before}; after: {self.after}" if self.before else text


@dataclass
class Verdict:
    """`real` are the classes that a handler has caught in real calls, `injected` those that it has caught only else."""

    checks: int = 0
    failures: list[Failure] = field(default_factory=list)
    real: list[str] = field(default_factory=list)
    injected: list[str] = field(default_factory=list)


class Judge:
    def __init__(self, case: Case, layouts: dict[str, Layout]) -> None:
        self.case = case
        self.labels = {key: label for layout in layouts.values() for key, label in layout.labels.items()}
        self.handlers: dict[str, Handler] = {handler.key: handler for layout in layouts.values()
                                             for handler in layout.handlers}
        self.verdict = Verdict()
        # What is no Exception and yet belongs to a handler: a row says that something in its body raises it.
        self.named: dict[str, set[str]] = defaultdict(set)

    def judge(self, before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Verdict:
        runs = [(old["job"], old["outcome"], new["outcome"]) for old, new in zip(before, after)]
        plain: dict[tuple[str, int], tuple[Outcome, Outcome]] = {}
        for job, old, new in runs:
            if job["mode"] == "plain":
                plain[job["variant"], job["call"]] = (old, new)
                self.check(job, None if same(old, new) else "gives something else after the rewrite", old, new)
            elif job["mode"] == "probed":
                self.judge_again(job, plain[job["variant"], job["call"]], (old, new))
            elif job["mode"] == "inject":
                self.judge_injection(job, old, new)
        for job, old, new in runs:
            if job["mode"] == "line":
                self.check(job, self.line_problem(job, old, new), old, new)
        self.judge_classes(runs)
        return self.verdict

    def check(self, job: dict[str, Any], problem: str | None, old: Outcome, new: Outcome) -> None:
        self.verdict.checks += 1
        if problem:
            call = "import" if job["call"] < 0 else self.case.headers.calls[job["call"]]
            self.verdict.failures.append(Failure(call, self.given(job), problem, shown(old, new), shown(new, old)))

    def given(self, job: dict[str, Any]) -> str:
        kind, _, module = job["variant"].partition(" ")
        told = [{"": "", "missing": f"without {module}", "broken": f"with {module} broken"}[kind]]
        if job["mode"] in ("inject", "line"):
            place = self.labels[job["key"]]
            told.append(f"{job['exception']} {'from' if job['mode'] == 'inject' else 'at'} {place}")
        return " and ".join(part for part in told if part)

    def judge_again(self, job: dict[str, Any], first: tuple[Outcome, Outcome], again: tuple[Outcome, Outcome]) -> None:
        """The probes change nothing, and no outcome depends on the time or on chance."""
        for side, (one, other) in zip(("before", "after"), zip(first, again)):
            problem = None if same(one, other) else f"gives something else when made again {side} the rewrite"
            self.check(job, problem, one, other)

    def judge_injection(self, job: dict[str, Any], old: Outcome, new: Outcome) -> None:
        if not is_exception(job["exception"]):
            for key, _, _, injected in old["catches"]:
                if injected:
                    self.named[key].add(job["exception"])
            # Whether a handler is to catch it is asked of the lines; here it may let it pass.
            if not any(injected for *_, injected in new["catches"]):
                return
        problem = None if same(old, new) else "gives something else after the rewrite"
        if old["fired"] != new["fired"]:
            problem = "the call is reached on one side only"
        self.check(job, problem, old, new)

    def line_problem(self, job: dict[str, Any], old: Outcome, new: Outcome) -> str | None:
        name = job["exception"]
        narrow = {key for key, handler in self.handlers.items() if handler.kind != "base"}
        caught_old, caught_new = ([key for key, _, _, injected in side["catches"] if injected] for side in (old, new))
        for key in caught_new:
            if key in narrow and name not in self.named[key]:
                return f"the handler at {key} still catches it"
        if old["fired"] != new["fired"]:
            return "the line is reached on one side only"
        if not narrow.intersection(caught_old) and not same(old, new):
            return "gives something else after the rewrite, though the handler catches everything"
        return None

    def judge_classes(self, runs: list[tuple[dict[str, Any], Outcome, Outcome]]) -> None:
        """Each class that a handler names now must have been met."""
        met: dict[str, set[tuple[str, int]]] = defaultdict(set)
        for job, _, new in runs:
            for key, _, numbers, injected in new["catches"]:
                base = key in self.handlers and self.handlers[key].kind == "base"
                kind = {"probed": "real", "inject": "injected", "line": "injected" if base else "none"}[job["mode"]]
                met[kind].update((key, number) for number in numbers)
        for handler in self.handlers.values():
            for number, name in enumerate(handler.classes):
                self.verdict.checks += 1
                told = f"{name} at {handler.key}"
                if (handler.key, number) in met["real"]:
                    self.verdict.real.append(told)
                elif (handler.key, number) in met["injected"]:
                    self.verdict.injected.append(told)
                else:
                    self.verdict.failures.append(Failure("", "", f"no input triggers {told}"))

#!/usr/bin/env python3
"""Run web applications before and after centralize-cors, and compare the headers of their answers.

    python3 tests/cors_oracle/run.py DIRECTORY

DIRECTORY holds a folder for each case with two source trees, `before` and `after`; `after` may have more files. Each
file whose head has `# oracle: FRAMEWORK` is a program, which is started from its own folder; cases.py explains the
headers, table.py what is asked, and judge.py what must be equal: everything, or for a rewrite that tightens the answers
to the origins that it was given.

Every side of every program runs in a process of its own, in a virtual environment of the pinned frameworks
(requirements.txt), and again for each `# env:` header. An application that cannot be started before the rewrite is an
error of the case; with the variables of a later round it may fail, if it fails in the same way after the rewrite.

What is not there is `skipped: ...` and no failure.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

sys.dont_write_bytecode = True
sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1] / "sql_oracle")]

import environment
from cases import App, BadCase, Case, Failure, Program, read_case
from environment import Unavailable
from judge import Answer, Judge
from table import Request, find, network_requests, requests

REQUIREMENTS = Path(__file__).with_name("requirements.txt")
SIDES = ("before", "after")
SECONDS = 120
WORKERS = os.cpu_count() or 1


class Task(NamedTuple):
    """Applications that share a process on either side; Django and uvicorn have one each."""

    case: Case
    program: Program
    apps: list[App]
    number: int

    def variables(self) -> dict[str, str]:
        return self.program.rounds[self.number]


@dataclass
class Report:
    cases: list[Case] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def failed(self) -> int:
        return sum(case.failed for case in self.cases)


def run(directory: Path, seconds: float = SECONDS) -> Report:
    """Every case of the directory, by name."""
    cases = [read_case(folder) for folder in sorted(directory.iterdir()) if (folder / "before").is_dir()]
    report = Report()
    if not cases:
        return report
    try:
        interpreter = environment.python_with("the web frameworks", REQUIREMENTS)
    except Unavailable as reason:
        report.skipped.append(f"{len(cases)} cases: {reason}")
        return report
    report.cases = cases
    runner = Runner(interpreter, seconds)
    with ThreadPoolExecutor(WORKERS) as threads:
        for _ in threads.map(runner.run, [task for case in cases for task in tasks_of(case)]):
            pass
    if runner.bad:
        raise BadCase("; ".join(sorted(runner.bad)))
    return report


def tasks_of(case: Case) -> list[Task]:
    found = []
    for program in case.programs:
        together = [app for app in program.apps if app.client not in ("django", "uvicorn")]
        groups = [*([together] if together else []), *([app] for app in program.apps if app not in together)]
        found += [Task(case, program, group, number) for group in groups for number in range(len(program.rounds))]
    return found


class Runner:
    def __init__(self, interpreter: str, seconds: float) -> None:
        self.interpreter = interpreter
        self.seconds = seconds
        self.lock = threading.Lock()
        self.bad: set[str] = set()

    def run(self, task: Task) -> None:
        found = find(task.case.folder / "before")
        tables = [(network_requests if app.client == "uvicorn" else requests)(task.program, found)
                  for app in task.apps]
        before, after = (self.answers(task, side, tables) for side in SIDES)
        with self.lock:
            self.compare(task, tables, before, after)

    def compare(self, task: Task, tables: list[list[Request]], before: dict[str, Any], after: dict[str, Any]) -> None:
        case, suffix = task.case, told_variables(task)
        if "error" in before and (not task.variables() or "is_cut_short" in before):
            self.bad.add(f"{case.name}: {apps_of(task)} cannot be started before the rewrite{suffix}: "
                         f"{before['error']}")
        elif "error" in before or "error" in after:
            if before.get("error") != after.get("error"):
                case.fail("", [Failure(apps_of(task) + suffix, "start", before.get("error", "no error"),
                                       after.get("error", "no error"))])
        else:
            for app, table, old, new in zip(task.apps, tables, before["found"], after["found"]):
                case.requests += len(table)
                unstable = frozenset(old["unstable"])
                judge = Judge(app.told() + suffix, task.program.tightens if app.is_tightened else [])
                for request, failures in judge.judge(table, [Answer(answer, unstable) for answer in old["answers"]],
                                                     [Answer(answer, unstable) for answer in new["answers"]]):
                    case.fail(request, failures)

    def answers(self, task: Task, side: str, tables: list[list[Request]]) -> dict[str, Any]:
        with tempfile.TemporaryDirectory(prefix="overhaul-cors-") as folder:
            given, outcome, said = (Path(folder, name) for name in ("task.json", "outcome.json", "said"))
            given.write_text(json.dumps({
                "start": str((task.case.folder / side / task.program.start).resolve()),
                "apps": [{**app._asdict(), "requests": [(request.method, request.path, request.all_headers())
                                                        for request in table]}
                         for app, table in zip(task.apps, tables)]}))
            is_over = self.start(folder, [str(given), str(outcome)], said, task.variables())
            if not is_over:
                return {"error": f"no end within {self.seconds:g} s", "is_cut_short": True}
            if not outcome.exists():
                lines = said.read_text(errors="replace").strip().splitlines()
                return {"error": f"the process ended: {(lines or ['without a word'])[-1]}", "is_cut_short": True}
            answered: dict[str, Any] = json.loads(outcome.read_text())
            return answered

    def start(self, folder: str, words: list[str], said: Path, variables: dict[str, str]) -> bool:
        """Whether the worker has ended by itself; what it has started ends with it."""
        worker = str(Path(__file__).resolve().with_name("worker.py"))
        with said.open("wb") as output:
            process = subprocess.Popen([self.interpreter, "-X", "utf8", "-W", "ignore", "-B", worker, *words],
                                       stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=folder,
                                       env={**surroundings(folder), **variables}, start_new_session=True)
            try:
                process.wait(self.seconds)
                return True
            except subprocess.TimeoutExpired:
                return False
            finally:
                try:
                    os.killpg(process.pid, signal.SIGKILL)
                except (ProcessLookupError, PermissionError):
                    pass
                process.wait()


def surroundings(folder: str) -> dict[str, str]:
    """The environment of a case: nothing of the machine's."""
    return {"PATH": os.environ.get("PATH", os.defpath), "HOME": folder, "TMPDIR": folder, "LC_ALL": "C.UTF-8",
            "TZ": "UTC", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}


def apps_of(task: Task) -> str:
    return ", ".join(app.told() for app in task.apps)


def told_variables(task: Task) -> str:
    return "".join(f" with {name}={value}" for name, value in task.variables().items())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--most", type=int, default=8, help="failures printed for one case (default 8)")
    arguments = parser.parse_args()
    try:
        report = run(arguments.directory)
    except BadCase as error:
        raise SystemExit(f"error: {error}") from error
    for case in report.cases:
        lines = case.told()
        for line in lines[:arguments.most]:
            print(f"failed: {case.name}: {line}")
        if len(lines) > arguments.most:
            print(f"failed: {case.name}: and {len(lines) - arguments.most} more")
    for reason in report.skipped:
        print(f"skipped: {reason}")
    requests_made = sum(case.requests for case in report.cases)
    print(f"{len(report.cases)} cases, {requests_made} requests, {report.failed()} failed")
    return 1 if report.failed() else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Run engines before and after nullpool-to-queuepool, with many queries at once, and count their connections.

    python3 tests/pool_oracle/run.py DIRECTORY

DIRECTORY holds a folder for each case with two source trees, `before` and `after`, of the same file names. The file
whose head has `# oracle: DRIVER` is the main one; cases.py explains the headers.

Each side runs with SQLAlchemy 2.0 and 2.1. Before, every query opens a connection of its own, or the engine cannot be
built, as the headers say. After, the pool is the promised one, its bound is reached and never passed, and connections
are used again. PostgreSQL and MariaDB are asked too.

The drivers and the servers are those of tests/sql_oracle. What is not there is `skipped: ...` and no failure.
"""

from __future__ import annotations

import argparse
import json
import os
import re
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
from cases import BadCase, Case, read_case, task_of
from environment import Unavailable
from judge import Judge
from servers import Servers

SIDES = ("before", "after")
SECONDS = 30
WORKERS = min(4, os.cpu_count() or 1)
# PostgreSQL admits 100 connections; a worker may need 44, and one more to look at them.
SERVER_WORKERS = min(2, WORKERS)


class Version(NamedTuple):
    """A SQLAlchemy, and the folder that holds it where it is not the environment's own."""

    name: str
    folder: str


class Task(NamedTuple):
    version: Version
    case: Case
    side: str


@dataclass
class Report:
    cases: list[Case] = field(default_factory=list)
    versions: list[Version] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def failed(self) -> int:
        return sum(len(case.failures) for case in self.cases)


def run(directory: Path, seconds: float = SECONDS) -> Report:
    """Every case of the directory, by name."""
    cases = [read_case(folder) for folder in sorted(directory.iterdir()) if (folder / "before").is_dir()]
    report = Report()
    if not cases:
        return report
    try:
        interpreter = environment.python()
    except Unavailable as reason:
        report.skipped.append(f"{len(cases)} cases: {reason}")
        return report
    report.versions.append(Version(pinned(environment.REQUIREMENTS), ""))
    try:
        report.versions.append(Version(pinned(environment.SQLALCHEMY_20), environment.sqlalchemy_20()))
    except Unavailable as reason:
        report.skipped.append(str(reason))
    with Servers({kind for case in cases if (kind := case.server())}) as servers:
        report.cases = [case for case in cases if case.server() not in servers.missing]
        for kind, why in servers.missing.items():
            report.skipped.append(f"{sum(case.server() == kind for case in cases)} cases: {why}")
        ports = {kind: server.port for kind, server in servers.running.items()}
        Run(report, interpreter, ports, seconds).run()
    for case in report.cases:
        case.failures.sort()
    return report


def pinned(requirements: Path) -> str:
    (version,) = re.findall(r"^SQLAlchemy(?:\[\w+\])?==(\S+)", requirements.read_text(), re.M)
    return str(version)


class Run:
    """The threads that take the tasks, each with a worker process for the version that it has come to."""

    def __init__(self, report: Report, interpreter: str, ports: dict[str, int], seconds: float) -> None:
        self.interpreter = interpreter
        self.ports = ports
        self.seconds = seconds
        self.lock = threading.Lock()
        tasks = [Task(version, case, side) for version in report.versions for case in report.cases for side in SIDES]
        self.for_server = [task for task in tasks if task.case.server()]
        self.for_file = [task for task in tasks if not task.case.server()]

    def run(self) -> None:
        with ThreadPoolExecutor(WORKERS) as threads:
            for _ in threads.map(self.work, range(WORKERS)):
                pass

    def work(self, number: int) -> None:
        worker: Worker | None = None
        while task := self.take(number):
            if worker is None or worker.version != task.version:
                if worker:
                    worker.end()
                worker = Worker(task.version, self.interpreter, {
                    "ports": self.ports, "database": f"service_{number}", "seconds": self.seconds})
            found = worker.run(task_of(task.case, task.side))
            with self.lock:
                Judge(task.case, task.version.name, task.side).judge(found)
        if worker:
            worker.end()

    def take(self, number: int) -> Task | None:
        with self.lock:
            if self.for_server and number < SERVER_WORKERS:
                return self.for_server.pop()
            return self.for_file.pop() if self.for_file else None


class Worker:
    """A process that runs sides of cases, each within its time."""

    def __init__(self, version: Version, interpreter: str, place: dict[str, Any]) -> None:
        self.version = version
        self.folder = tempfile.TemporaryDirectory(prefix="overhaul-pool-")
        place = {**place, "version": version.name, "folder": self.folder.name}
        self.errors = Path(self.folder.name, "errors").open("w+")
        self.process = subprocess.Popen(
            [interpreter, "-X", "utf8", "-W", "ignore", "-B", str(Path(__file__).with_name("worker.py")),
             json.dumps(place)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors, text=True, cwd=self.folder.name,
            env=surroundings(self.folder.name, version))

    def run(self, task: dict[str, Any]) -> dict[str, Any]:
        assert self.process.stdin and self.process.stdout
        try:
            self.process.stdin.write(json.dumps(task) + "\n")
            self.process.stdin.flush()
            found: dict[str, Any] = json.loads(self.process.stdout.readline())
            return found
        except (OSError, ValueError):
            self.errors.seek(0)
            return {"crash": f"the worker has ended: {self.errors.read()}"}

    def end(self) -> None:
        try:
            self.process.communicate()
        except OSError:
            # It has ended by itself.
            self.process.wait()
        self.errors.close()
        self.folder.cleanup()


def surroundings(folder: str, version: Version) -> dict[str, str]:
    """The environment of a case: nothing of the machine's; the drivers ask the server for no encryption.

    PyMySQL reads the authorities' certificates for each connection all the same: with none, that takes no time.
    """
    return {"PATH": os.environ.get("PATH", os.defpath), "HOME": folder, "TMPDIR": folder, "LC_ALL": "C.UTF-8",
            "TZ": "UTC", "PYTHONPATH": version.folder, "PGSSLMODE": "disable", "PGGSSENCMODE": "disable",
            "SSL_CERT_FILE": os.devnull}


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
        for failure in case.failures[:arguments.most]:
            print(f"failed: {case.name}: {failure.told()}")
        if len(case.failures) > arguments.most:
            print(f"failed: {case.name}: and {len(case.failures) - arguments.most} more")
    for reason in report.skipped:
        print(f"skipped: {reason}")
    print(f"{len(report.cases)} cases, {len(report.versions)} versions of SQLAlchemy, "
          f"{sum(case.checks for case in report.cases)} checks, {report.failed()} failed")
    return 1 if report.failed() else 0


if __name__ == "__main__":
    sys.exit(main())

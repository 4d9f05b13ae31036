#!/usr/bin/env python3
"""Run database code before and after parameterize-sql against real databases, and compare.

    python3 tests/sql_oracle/run.py DIRECTORY

DIRECTORY holds a folder for each case with two source trees, `before` and `after`, of the same file names. The file
whose head has `# oracle: DRIVER` says in `# call:` lines what to call; values.py explains the headers.

Each call is made with honest values, which must do the same on both sides; with hostile values, which must do what a
harmless text does; and with names that are no names, which must be refused. Tables are filled anew for every call.

The drivers live in a virtual environment under $OVERHAUL_SQL_ORACLE or ~/.cache/overhaul-sql-oracle. PostgreSQL and
MariaDB are started on free ports in a temporary directory. What is not there is `skipped: ...` and no failure.
"""

from __future__ import annotations

import argparse
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))

import environment
from compare import Failure, judge
from drivers import FILES, SERVERS
from environment import Unavailable
from servers import Servers
from values import Call, jobs, read_headers

GROUP_CASES = 5
WORKERS = min(4, os.cpu_count() or 1)
PRELOAD = {"sqlalchemy": ["sqlalchemy.ext.asyncio", "sqlmodel"], "pandas": ["pandas", "sqlalchemy"],
           "django": ["django.db"], "peewee": ["peewee"], "databases": ["databases"]}


@dataclass
class Case:
    name: str
    folder: Path
    file: str
    driver: str
    calls: list[Call]
    checks: int = 0
    failures: list[Failure] = field(default_factory=list)


@dataclass
class Report:
    cases: list[Case] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)

    def failures(self) -> list[tuple[Case, Failure]]:
        return [(case, failure) for case in self.cases for failure in case.failures]


def read_case(folder: Path) -> Case:
    """The main file of a case is the one that names a driver."""
    mains = []
    for path in sorted((folder / "before").rglob("*.py")):
        try:
            driver, calls = read_headers(path.read_bytes())
        except (ValueError, SyntaxError) as error:
            raise SystemExit(f"error: {folder.name}: {path.name}: {error}") from error
        if driver:
            mains.append((path, driver, calls))
    if len(mains) != 1:
        raise SystemExit(f"error: {folder.name}: {len(mains)} files have an `# oracle:` header, not one")
    path, driver, calls = mains[0]
    if driver not in SERVERS and driver not in FILES:
        raise SystemExit(f"error: {folder.name}: an unknown driver: {driver}")
    if not calls:
        raise SystemExit(f"error: {folder.name}: there is no `# call:` header")
    return Case(folder.name, folder, str(path.relative_to(folder / "before")), driver, calls)


def run(directory: Path) -> Report:
    cases = [read_case(folder) for folder in sorted(directory.iterdir()) if (folder / "before").is_dir()]
    report = Report()
    if not cases:
        return report
    try:
        interpreter = environment.python()
    except Unavailable as reason:
        # The standard library's own driver needs no environment.
        report.skipped[str(reason)] = sum(case.driver != "sqlite3" for case in cases)
        interpreter, cases = sys.executable, [case for case in cases if case.driver == "sqlite3"]
    with Servers({SERVERS[case.driver] for case in cases if case.driver in SERVERS}) as servers:
        groups: queue.Queue[list[Case]] = queue.Queue()
        waiting: dict[str, list[Case]] = defaultdict(list)
        for case in cases:
            reason = servers.missing.get(SERVERS.get(case.driver, ""))
            if reason:
                report.skipped[reason] += 1
            else:
                report.cases.append(case)
                waiting[case.driver.split("-")[0]].append(case)
        for _, group in sorted(waiting.items(), key=lambda item: item[0] in FILES):
            for start in range(0, len(group), GROUP_CASES):
                groups.put(group[start:start + GROUP_CASES])
        threads = [threading.Thread(target=work, args=(number, groups, interpreter, servers))
                   for number in range(WORKERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return report


def fastest_directory() -> str | None:
    """Thousands of small transactions are written: into memory, where there is a file system for it."""
    memory = "/dev/shm"
    return memory if os.access(memory, os.W_OK) else None


def work(number: int, groups: queue.Queue[list[Case]], interpreter: str, servers: Servers) -> None:
    with tempfile.TemporaryDirectory(prefix="overhaul-sql-cases-", dir=fastest_directory()) as folder:
        while True:
            try:
                group = groups.get_nowait()
            except queue.Empty:
                return
            results = run_group(group, Path(folder), number, interpreter, servers)
            for case, found in zip(group, results):
                finish(case, found)


def run_group(group: list[Case], folder: Path, number: int, interpreter: str, servers: Servers) -> list[dict[str, Any]]:
    tasks, results = folder / "tasks.json", folder / "results.json"
    results.unlink(missing_ok=True)
    tasks.write_text(json.dumps({
        "folder": str(folder),
        "database": f"oracle_{number}",
        "ports": {kind: server.port for kind, server in servers.running.items()},
        "logs": {kind: str(server.log) for kind, server in servers.running.items()},
        "preload": PRELOAD.get(group[0].driver.split("-")[0], []),
        "tasks": [{"folder": str(case.folder.resolve()), "file": case.file} for case in group],
    }))
    command = [interpreter, "-X", "utf8", "-W", "ignore", "-B", Path(__file__).with_name("worker.py"), tasks, results]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if not results.exists():
        return [{"before": {"crash": done.stderr[-600:]}, "after": {"crash": ""}} for _ in group]
    found: list[dict[str, Any]] = json.loads(results.read_text())
    return found


def finish(case: Case, found: dict[str, Any]) -> None:
    for side in ("before", "after"):
        if "crash" in found[side]:
            case.checks += 1
            crash = " ".join(found[side]["crash"].split())[-500:]
            case.failures.append(Failure("import", "", f"the code {side} the rewrite cannot be run", crash, ""))
            return
    before, after = (found[side]["outcomes"] for side in ("before", "after"))
    case.checks, case.failures = judge(case.calls, jobs(case.calls), before, after)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--most", type=int, default=8, help="failures printed for one case (default 8)")
    arguments = parser.parse_args()
    report = run(arguments.directory)
    for case in report.cases:
        for failure in case.failures[:arguments.most]:
            print(f"failed: {case.name}: {failure.call} with {failure.value}: {failure.problem}; "
                  f"expected: {failure.first}; found: {failure.second}")
        if len(case.failures) > arguments.most:
            print(f"failed: {case.name}: and {len(case.failures) - arguments.most} more")
    for reason, count in report.skipped.items():
        print(f"skipped: {count} cases: {reason}")
    failed = len(report.failures())
    print(f"{len(report.cases)} cases, {sum(case.checks for case in report.cases)} checks, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

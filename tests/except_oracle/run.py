#!/usr/bin/env python3
"""Run code before and after narrow-except, and compare.

    python3 tests/except_oracle/run.py DIRECTORY

DIRECTORY holds a folder for each case with two source trees, `before` and `after`, of the same file names. The file
whose head has `# call:` lines is the main one; cases.py explains the headers.

Each call must do the same on both sides; also where a call in a try body raises what raises.toml says it may. What
is no Exception must pass every handler that became narrow, at every line of its try body. Each class that a handler
names now must be met in some run. Rows' `mistyped` and `hostile` are not injected; real calls have to give them.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import shutil
import site
import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from cases import BadCase, Case, not_installed, read_case
from judge import Failure, Judge, Verdict
from layout import Unpaired, read_layouts

TABLE = Path(__file__).resolve().parents[2] / "codemods/narrow_except/raises.toml"
WORKERS = os.cpu_count() or 1
SECONDS = 20


class Broken(Exception):
    """A side of a case could not be run to its end."""


@dataclass
class Result:
    name: str
    verdict: Verdict = field(default_factory=Verdict)
    skipped: str | None = None


def run(directory: Path, seconds: float = SECONDS) -> list[Result]:
    """Every case of the directory, by name."""
    folders = sorted(path for path in directory.iterdir() if path.is_dir() and not path.name.startswith("."))
    with tempfile.TemporaryDirectory(prefix="overhaul-except-", dir=fastest_directory()) as scratch:
        table = Path(scratch, "table.json")
        table.write_text(json.dumps(tomllib.loads(TABLE.read_text(encoding="utf-8"))["row"]))
        with ThreadPoolExecutor(WORKERS) as pool:
            works = [Path(scratch, str(number)) for number in range(len(folders))]
            return list(pool.map(lambda folder, work: run_case(folder, work, table, seconds), folders, works))


def fastest_directory() -> str | None:
    """Thousands of small files are written: into memory, where there is a file system for it."""
    memory = "/dev/shm"
    return memory if os.access(memory, os.W_OK) else None


def run_case(folder: Path, work: Path, table: Path, seconds: float) -> Result:
    try:
        case = read_case(folder)
        missing = not_installed(case.headers.needs)
        if missing:
            return Result(case.name, skipped=f"{missing} is not installed")
        layouts = read_layouts(folder / "before", folder / "after")
        if not any(layout.handlers for layout in layouts.values()):
            raise BadCase("left unchanged")
        before = run_side(case, "before", work, table, None, seconds)
        after = run_side(case, "after", work, table, [found["job"] for found in before], seconds)
        return Result(case.name, Judge(case, layouts).judge(before, after))
    except (BadCase, Unpaired, Broken) as error:
        return Result(folder.name, Verdict(1, [Failure("", "", str(error))]))
    finally:
        shutil.rmtree(work, ignore_errors=True)


def run_side(case: Case, side: str, work: Path, table: Path, jobs: list[Any] | None, seconds: float) -> list[Any]:
    """Both sides run at the same place, so that the one's paths are the other's."""
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(case.folder / side, work / "code")
    (work / "temporary").mkdir()
    task, result, progress = work / "task.json", work / "result.json", work / "progress"
    headers = case.headers
    contents = {name: content.encode() if isinstance(content, str) else content
                for name, content in headers.files.items()}
    task.write_text(json.dumps({
        "work": str(work),
        "side": side,
        "before": str((case.folder / "before").resolve()),
        "after": str((case.folder / "after").resolve()),
        "main": case.main,
        "calls": headers.calls,
        "files": {name: base64.b64encode(content).decode() for name, content in contents.items()},
        "variants": [*(f"missing {name}" for name in headers.missing), *(f"broken {name}" for name in headers.broken)],
        "table": str(table),
        "jobs": jobs,
    }))
    command = [sys.executable, "-B", str(Path(__file__).with_name("worker.py")), str(task), str(result), str(progress)]
    with (work / "crash").open("wb") as errors:
        # Its own session, so that what the case has started can be ended with it.
        process = subprocess.Popen(command, env=environment(work), cwd=work, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=errors, start_new_session=True)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise Broken(f"the code {side} the rewrite takes over {seconds} s{during(case, progress)}") from None
        finally:
            end_group(process)
    if not result.exists():
        tail = " ".join((work / "crash").read_text(errors="replace").split())[-300:]
        raise Broken(f"the code {side} the rewrite ends its process{during(case, progress)}: {tail}")
    found: list[Any] = json.loads(result.read_text())
    return found


def end_group(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, 9)
    except (ProcessLookupError, PermissionError):
        pass
    process.wait()


def during(case: Case, progress: Path) -> str:
    """Which run was the last one."""
    try:
        job = json.loads(progress.read_text())
    except (OSError, ValueError):
        return ""
    call = "import" if job["call"] < 0 else case.headers.calls[job["call"]]
    return f", in {call}" + (f" with {job['exception']}" if job["exception"] else "")


def environment(work: Path) -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(work), "TMPDIR": str(work / "temporary"),
            "LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0", "PYTHONUSERBASE": site.getuserbase()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--most", type=int, default=8, help="failures printed for one case (default 8)")
    parser.add_argument("--classes", action="store_true", help="also print the classes that only injections trigger")
    arguments = parser.parse_args()
    results = run(arguments.directory)
    for result in results:
        if result.skipped:
            print(f"skipped: {result.name}: {result.skipped}")
    for result in results:
        failures = result.verdict.failures
        for failure in failures[:arguments.most]:
            print(f"failed: {result.name}: {failure.told()}")
        if len(failures) > arguments.most:
            print(f"failed: {result.name}: and {len(failures) - arguments.most} more")
        for name in result.verdict.injected if arguments.classes else ():
            print(f"injected only: {result.name}: {name}")
    done = [result.verdict for result in results if not result.skipped]
    failed = sum(len(verdict.failures) for verdict in done)
    print(f"classes: {sum(len(verdict.real) for verdict in done):,} triggered by real calls, "
          f"{sum(len(verdict.injected) for verdict in done):,} by injection only")
    print(f"{len(done)} cases, {sum(verdict.checks for verdict in done):,} checks, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

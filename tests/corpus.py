#!/usr/bin/env python3
"""Run overhaul over pinned releases of well-known packages and check what comes out.

    cargo build --release
    python3 tests/corpus.py                                 every package, about two and a half million lines
    python3 tests/corpus.py --only nltk --keep /tmp/read    one package; the rewritten copy and the patch are kept
    python3 tests/corpus.py --fetch                         only fill the cache
    python3 tests/corpus.py --speed                         time overhaul against `ruff check --select T201`

Wheels are downloaded with pip for one fixed platform, so every machine reads the same files, and no code of a package
is ever run. Downloads and unpacked sources stay in $OVERHAUL_CORPUS or ~/.cache/overhaul-corpus, never in the
repository. Without a network and without a cache the run says `skipped: ...` and succeeds.

Some packages are here for their bytes: fissix (Python 2 files, a BOM), pywikibot (CRLF), ipython and xlwt (declared
encodings), pyqtgraph (spaces in file names), reportlab (tabs, no final newline).

Each package goes through check, diff and apply on a throw-away copy; each entry of CHECKS counts once for each package.
Needs CPython 3.11 or later with pip, git and GNU patch.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import tokenize
import venv
import warnings
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Iterable, NamedTuple

PINS = tuple("""
    ansible-core==2.18.6    ase==3.25.0          buildbot==4.3.0      celery==5.4.0        django==5.2.1
    fabric==3.2.2           fissix==24.4.24      ipython==8.36.0      locust==2.37.0       luigi==3.8.1
    meson==1.8.0            mitmproxy==11.0.2    nltk==3.9.1          pyqtgraph==0.13.7    pywikibot==9.6.1
    reportlab==4.4.1        scons==4.9.1         scrapy==2.12.0       sqlalchemy==2.0.41   stable-baselines3==2.6.0
    sympy==1.14.0           uncompyle6==3.9.2    xlwt==1.3.0          zulip==0.9.0
""".split())
RUFF = "ruff==0.17.5"
CHECKS = {
    "check": "check exits as its report says, and does not crash",
    "contract": "the JSON report keeps the contract",
    "failures": "every failure is a file that CPython cannot read either, or is undecodable or too deep",
    "diff": "diff exits as expected, does not crash, and is empty only without fixes",
    "read-only": "check and diff leave every file as it was",
    "git-apply": "git apply --check takes the patch",
    "patch": "patch -p1 takes the patch, no fuzz and no offset",
    "apply": "apply exits as expected, and does not crash",
    "same": "apply and patch -p1 give the same bytes",
    "touched": "the files with a fix changed, and no other",
    "compiles": "every changed file compiles",
    "comments": "no comment is lost",
    "bytes": "BOM, encoding, line endings, form feeds and final newline survive",
    "again": "a second apply changes nothing",
    "settled": "a second check has nothing to fix and the same failures",
}
REPOSITORY = Path(__file__).resolve().parent.parent
KEPT_SUFFIXES = {".py", ".pyi", ".toml", ".cfg", ".ini", ".txt"}
PIP_OPTIONS = "-q --disable-pip-version-check --retries 1 --only-binary=:all:".split()
WHEEL_OPTIONS = ("--no-deps --implementation cp --python-version 3.11 "
                 "--platform manylinux2014_x86_64 --platform manylinux_2_28_x86_64").split()
NO_NETWORK = re.compile(
    r"NewConnectionError|NameResolutionError|name resolution|Network is unreachable|No route to host|ProxyError"
    r"|Connection ?(?:Error|refused|reset|aborted|broken)|Connect ?Timeout|Read ?Timeout|Retrying \(Retry", re.I)
NOQA = re.compile(r"#\s*(?:(?:flake8|ruff):\s*)?noqa\s*:\s*([A-Z]+[0-9]+(?:[,\s]+[A-Z]+[0-9]+)*)", re.I)
# What the codemods take out of a `noqa`.
FIXED_CODES = {"T201", "T001", "E722", "B001", "BLE001", "S110", "S112", "W0703", "W0718"}
FINDING_KEYS = set("codemod path line column end_line end_column message outcome level assumption reason explanation "
                   "way_out".split())
SHOWN = 5
SPEED_ROUNDS = 5
TIMEOUT = 900
Tree = dict[str, bytes]
Run = NamedTuple("Run", [("code", int), ("out", bytes), ("err", str)])


class Offline(Exception):
    """A download failed because there is no network."""


@dataclass
class Result:
    pin: str
    lines: int = 0
    files: int = 0
    findings: int = 0
    safe: int = 0
    review: int = 0
    declined: Counter[str] = field(default_factory=Counter)
    failures: int = 0
    failures_python_reads: list[str] = field(default_factory=list)
    changed: int = 0
    compile_exempt: int = 0
    seconds: float = 0.0
    checks: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in CHECKS})

    def failed(self) -> list[str]:
        return [name for name, problems in self.checks.items() if problems]


def cache_directory() -> Path:
    named = os.environ.get("OVERHAUL_CORPUS") or "~/.cache/overhaul-corpus"
    cache = Path(named).expanduser().resolve()
    if cache.is_relative_to(REPOSITORY):
        sys.exit(f"error: the cache {cache} is inside the repository; set OVERHAUL_CORPUS to another directory")
    return cache


def pip(python: str, action: str, *arguments: str) -> None:
    done = subprocess.run([python, "-m", "pip", action, *PIP_OPTIONS, *arguments], text=True, capture_output=True)
    if done.returncode and NO_NETWORK.search(done.stderr):
        raise Offline
    if done.returncode:
        sys.exit(f"error: pip {action} {' '.join(arguments)} failed:\n{done.stderr.strip()}")


def unpack(wheel: Path, target: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for member in archive.infolist():
            path = PurePosixPath(member.filename)
            if path.is_absolute() or ".." in path.parts or "\\" in member.filename:
                sys.exit(f"error: {wheel.name} has the unsafe member {member.filename!r}")
            if not member.is_dir() and path.suffix in KEPT_SUFFIXES:
                file = target.joinpath(*path.parts)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(archive.read(member))


def pristine(pin: str, cache: Path) -> Path:
    archive, source = cache / "archives" / pin, cache / "src" / pin
    with tempfile.TemporaryDirectory(dir=cache, prefix="partial-") as partial:
        if not source.is_dir() and not archive.is_dir():
            pip(sys.executable, "download", *WHEEL_OPTIONS, "-d", f"{partial}/archive", pin)
            Path(partial, "archive").rename(archive)
        if not source.is_dir():
            (wheel,) = archive.glob("*.whl")
            unpack(wheel, Path(partial, "source"))
            Path(partial, "source").rename(source)
    return source


def fetch(pins: Iterable[str], cache: Path) -> dict[str, Path]:
    for name in ("archives", "src"):
        (cache / name).mkdir(parents=True, exist_ok=True)
    found: dict[str, Path] = {}
    missing: list[str] = []
    for pin in pins:
        try:
            if missing and not (cache / "src" / pin).is_dir() and not (cache / "archives" / pin).is_dir():
                raise Offline
            found[pin] = pristine(pin, cache)
        except Offline:
            missing.append(pin)
    if missing:
        shown = ", ".join(missing[:SHOWN]) + (", ..." if missing[SHOWN:] else "")
        print(f"skipped: no network, and {len(missing)} packages are not in the cache {cache}: {shown}", flush=True)
    return found


def run(arguments: list[str | Path], cwd: Path) -> Run:
    environment = os.environ | {"GIT_CEILING_DIRECTORIES": str(cwd.parent), "NO_COLOR": "1"}
    try:
        done = subprocess.run(arguments, cwd=cwd, env=environment, capture_output=True, timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        return Run(-1, b"", f"no end after {TIMEOUT} seconds")
    return Run(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))


def read_tree(root: Path) -> Tree:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in sorted(root.rglob("*")) if file.is_file()}


def differing(left: Tree, right: Tree) -> set[str]:
    return {path for path in left.keys() | right.keys() if left.get(path) != right.get(path)}


def count_lines(data: bytes) -> int:
    return data.count(b"\n") + (bool(data) and not data.endswith(b"\n"))


def compile_error(data: bytes, path: str) -> str | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(data, path, "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError) as error:
            return f"{type(error).__name__}: {error}"
    return None


def without_fixed_codes(noqa: re.Match[str]) -> str:
    codes = [code for code in re.split(r"[,\s]+", noqa[1]) if code.upper() not in FIXED_CODES]
    return f"# noqa: {','.join(codes)}" if codes else ""


def comments(data: bytes) -> Counter[str]:
    tokens = tokenize.tokenize(io.BytesIO(data).readline)
    texts = (NOQA.sub(without_fixed_codes, token.string).strip() for token in tokens if token.type == tokenize.COMMENT)
    return Counter(text for text in texts if text)


def comment_problems(old: bytes, new: bytes) -> list[str]:
    try:
        return [f"lost {comment!r}" for comment in (comments(old) - comments(new)).elements()]
    except (tokenize.TokenError, SyntaxError) as error:
        return [f"cannot be tokenized: {error}"]


def layout(data: bytes) -> dict[str, Any]:
    pairs = data.count(b"\r\n")
    try:
        encoding = tokenize.detect_encoding(io.BytesIO(data).readline)[0]
    except SyntaxError as error:
        encoding = str(error)
    return {"BOM": data.startswith(b"\xef\xbb\xbf"), "encoding": encoding, "form feeds": data.count(b"\f"),
            "final newline": data.endswith((b"\n", b"\r")), "CRLF": pairs > 0, "LF": data.count(b"\n") > pairs,
            "CR": data.count(b"\r") > pairs}


def layout_problems(old: bytes, new: bytes) -> list[str]:
    was, became = layout(old), layout(new)
    mixed = was["CRLF"] + was["LF"] + was["CR"] > 1
    return [f"{name}: {was[name]} became {became[name]}" for name in was if was[name] != became[name]
            and not (mixed and name in ("CRLF", "LF", "CR") and was[name])]


def crash(done: Run, expected: int) -> list[str]:
    problems = [line for line in done.err.splitlines() if "panicked at" in line]
    if done.code != expected:
        problems.append(f"exit status {done.code}, expected {expected}: {' '.join(done.err.split()[-40:])}")
    return problems


def read_report(done: Run, root: Path) -> tuple[dict[str, Any], list[str]]:
    try:
        report = json.loads(done.out)
        for entry in report["findings"] + report["failures"]:
            entry["path"] = os.path.relpath(root / entry["path"], root)
    except (ValueError, KeyError, TypeError) as error:
        return {"findings": [], "failures": []}, [f"the report cannot be read: {type(error).__name__}: {error}"]
    problems = [f"no {key!r} in the report" for key in ("tool", "notes", "summary") if key not in report]
    return report, problems + ([] if report.get("version") == 1 else [f"version {report.get('version')!r}"])


def finding_problems(finding: dict[str, Any], before: Tree) -> Iterable[str]:
    if missing := FINDING_KEYS - finding.keys():
        yield f"missing {sorted(missing)}"
        return
    if finding["path"] not in before:
        yield "names a file that is not there"
    elif not 1 <= (finding["line"] or 0) <= (finding["end_line"] or 0) <= count_lines(before[finding["path"]]) + 1:
        yield f"lines {finding['line']} to {finding['end_line']} are not in the file"
    match finding:
        case {"outcome": "fix", "level": "safe"} | {"outcome": "fix", "level": "review", "assumption": str()}:
            pass
        case {"outcome": "declined", "level": None, "reason": str(), "explanation": str()}:
            pass
        case _:
            yield f"outcome, level, assumption, reason and explanation do not fit: {finding}"


def judge_report(report: dict[str, Any], before: Tree, result: Result) -> None:
    findings, failures = report["findings"], report["failures"]
    result.findings, result.failures = len(findings), len(failures)
    for finding in findings:
        result.safe += finding.get("outcome") == "fix" and finding.get("level") == "safe"
        result.review += finding.get("outcome") == "fix" and finding.get("level") == "review"
        if finding.get("outcome") == "declined":
            result.declined[str(finding.get("reason"))] += 1
        place = f"{finding['path']}:{finding.get('line')}"
        result.checks["contract"] += [f"{place}: {problem}" for problem in finding_problems(finding, before)]
    for failure in failures:
        path, kind = failure["path"], failure.get("kind")
        shown = f"{path}:{failure.get('line')}: {kind}: {failure.get('message')}"
        readable = path in before and compile_error(before[path], path) is None
        if kind not in ("syntax", "encoding", "depth") or (kind == "syntax" and readable):
            result.checks["failures"].append(shown)
        elif readable:
            result.failures_python_reads.append(shown)


def judge_changes(before: Tree, after: Tree, fixed: set[str], result: Result) -> None:
    changed = differing(before, after)
    result.changed = len(changed)
    # A fix may need a file that the project does not have; none is replaced.
    created = {path for path in changed if path not in before} if fixed else set()
    result.checks["touched"] += [f"{path}: changed without a fix" for path in sorted(changed - fixed - created)]
    result.checks["touched"] += [f"{path}: has a fix and did not change" for path in sorted(fixed - changed)]
    for path in sorted(changed & before.keys() & after.keys()):
        old, new = before[path], after[path]
        if compile_error(old, path):
            result.compile_exempt += 1
        elif error := compile_error(new, path):
            result.checks["compiles"].append(f"{path}: {error}")
        else:
            result.checks["comments"] += [f"{path}: {problem}" for problem in comment_problems(old, new)]
        result.checks["bytes"] += [f"{path}: {problem}" for problem in layout_problems(old, new)]


def judge_patch(patch: Path, copy: Path, fixed: set[str], result: Result) -> Tree:
    empty = not patch.read_bytes().strip()
    if empty == bool(fixed):
        result.checks["diff"].append("fixes, but no patch" if empty else "a patch, but no fixes")
    if not empty:
        result.checks["git-apply"] += crash(run(["git", "apply", "--check", "-p1", patch], copy), 0)
        dry = run(["patch", "-p1", "--dry-run", "--batch", "-i", patch], copy)
        said = dry.out.decode("utf-8", "replace")
        result.checks["patch"] += crash(dry, 0) + re.findall(r"Hunk .*(?:offset|fuzz|FAILED).*", said)
        run(["patch", "-p1", "--batch", "-i", patch], copy)
    return read_tree(copy)


def verify(pin: str, source: Path, kept: Path, work: Path, overhaul: Path) -> Result:
    started, result, before = time.monotonic(), Result(pin), read_tree(source)
    checks, copy, patch = result.checks, kept / pin, kept / f"{pin}.patch"
    modules = [data for path, data in before.items() if path.endswith(".py")]
    result.files, result.lines = len(modules), sum(map(count_lines, modules))
    shutil.copytree(source, copy)
    shutil.copytree(source, work / "patched")

    done = run([overhaul, "check", "--format", "json", copy], copy)
    report, checks["contract"] = read_report(done, copy)
    judge_report(report, before, result)
    fixed = {finding["path"] for finding in report["findings"] if finding.get("outcome") == "fix"}
    failed = {failure["path"] for failure in report["failures"]}
    status = 2 if failed else 0
    checks["check"] = crash(done, status or int(bool(fixed)))

    done = run([overhaul, "diff", "."], copy)
    patch.write_bytes(done.out)
    checks["diff"] = crash(done, status)
    checks["read-only"] = [f"{path}: changed by check or diff" for path in differing(before, read_tree(copy))]
    patched = judge_patch(patch, work / "patched", fixed, result)

    checks["apply"] = crash(run([overhaul, "apply", copy], copy), status)
    after = read_tree(copy)
    checks["same"] = [f"{path}: apply and patch differ" for path in sorted(differing(after, patched))]
    judge_changes(before, after, fixed, result)

    checks["again"] = crash(run([overhaul, "apply", copy], copy), status)
    checks["again"] += [f"{path}: changed again" for path in sorted(differing(after, read_tree(copy)))]
    done = run([overhaul, "check", "--format", "json", copy], copy)
    second, checks["settled"] = read_report(done, copy)
    checks["settled"] += crash(done, status)
    checks["settled"] += [f"{finding['path']}:{finding.get('line')}: still to fix: {finding.get('message')}"
                          for finding in second["findings"] if finding.get("outcome") == "fix"]
    checks["settled"] += [f"{path}: failure in only one of the two checks"
                          for path in sorted(failed ^ {failure["path"] for failure in second["failures"]})]
    result.seconds = time.monotonic() - started
    return result


def print_table(head: list[str], rows: Iterable[list[Any]]) -> None:
    for row in (head, ["---"] + ["---:"] * (len(head) - 1), *rows):
        print("| " + " | ".join(f"{cell:,}" if isinstance(cell, int) else cell for cell in row) + " |")
    print()


def print_problems(title: str, problems: list[str]) -> None:
    print(title, *(f"  - {problem[:300]}" for problem in problems[:SHOWN]), sep="\n")
    if len(problems) > SHOWN:
        print(f"  - and {len(problems) - SHOWN:,} more")
    print()


def print_results(results: list[Result]) -> bool:
    columns = {"lines": "lines", "files": "files", "findings": "findings", "fixes safe": "safe",
               "fixes review": "review", "declined": "declined", "failures": "failures", "changed files": "changed",
               "exempt from compiling": "compile_exempt"}
    rows = [[sum(value.values()) if isinstance(value, Counter) else value
             for value in (getattr(result, name) for name in columns.values())] for result in results]
    print_table(["package", *columns], [[result.pin, *row] for result, row in zip(results, rows)])
    reasons = sum((result.declined for result in results), Counter())
    print_table(["declined because", "count"], map(list, reasons.most_common()))
    totals = (f"{sum(column):,} {name}" for name, column in zip(columns, zip(*rows)))
    print(f"total: {len(results)} packages, {', '.join(totals)}; {sum(result.seconds for result in results):.0f} s\n")
    for result in results:
        if result.failures_python_reads:
            print_problems(f"note: {result.pin}: failures that CPython reads", result.failures_python_reads)
        for name in result.failed():
            print_problems(f"FAILED {result.pin}: {name}: {CHECKS[name]}", result.checks[name])
    bad = sum(len(result.failed()) for result in results)
    print(f"{len(CHECKS) * len(results) - bad} passed, {bad} failed")
    return bad == 0


def install_ruff(cache: Path) -> Path:
    directory = cache / RUFF
    if not (directory / "done").exists():
        venv.create(directory, with_pip=True, clear=True)
        pip(str(directory / "bin" / "python"), "install", RUFF)
        (directory / "done").touch()
    return directory / "bin" / "ruff"


def timed(arguments: list[str | Path], cwd: Path) -> tuple[float, float]:
    usage, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(arguments, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1, 2) or b"Usage:" in done.stderr:
        sys.exit(f"error: {arguments[0]} exited with {done.returncode}: {done.stderr.decode('utf-8', 'replace')}")
    return wall, after.ru_utime - usage.ru_utime + after.ru_stime - usage.ru_stime


def speed(tree: Path, overhaul: Path, ruff: Path) -> None:
    for directory in tree.glob("*==*"):
        if directory.name not in PINS:
            shutil.rmtree(directory)
    commands: dict[str, list[str | Path]] = {
        "overhaul": [overhaul, "check", "--codemod", "print-to-logger", "--no-cache", "--quiet", "--format", "concise",
                     tree],
        "ruff": [ruff, "check", "--select", "T201", "--no-cache", "--isolated", "--exit-zero", tree],
    }
    lines = sum(count_lines(data) for path, data in read_tree(tree).items() if path.endswith(".py"))
    rounds = [{name: timed(command, tree) for name, command in commands.items()} for _ in range(SPEED_ROUNDS + 1)]
    medians = {name: [statistics.median(taken[name][clock] for taken in rounds[1:]) for clock in (0, 1)]
               for name in commands}
    ratios = [ours / theirs for ours, theirs in zip(medians["overhaul"], medians["ruff"])]
    print_table([f"median of {SPEED_ROUNDS}", "wall", "user+sys"],
                [[name, *(f"{value:.3f} s" for value in values)] for name, values in medians.items()]
                + [["overhaul / ruff", *(f"{ratio:.2f}" for ratio in ratios)]])
    print(f"{lines:,} lines in {len(list(tree.iterdir()))} packages, {RUFF}")


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Run overhaul over pinned releases of well-known packages.")
    parser.add_argument("--overhaul", type=Path, default=REPOSITORY / "target" / "release" / "overhaul", metavar="PATH")
    parser.add_argument("--only", action="append", choices=[pin.split("==")[0] for pin in PINS], metavar="NAME")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the rewritten copies and the patches here")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the raw numbers")
    parser.add_argument("--fetch", action="store_true", help="fill the cache, run nothing")
    parser.add_argument("--speed", action="store_true", help="compare the time with ruff's, check nothing")
    arguments = parser.parse_args()
    binary = arguments.overhaul = arguments.overhaul.resolve()
    if not arguments.fetch and not (binary.is_file() and os.access(binary, os.X_OK)):
        parser.exit(1, f"error: no binary at {binary}\n"
                       "build it with `cargo build --release`, or name one with --overhaul PATH\n")
    return arguments


def main() -> int:
    arguments, cache = parse_arguments(), cache_directory()
    pins = [pin for pin in PINS if not arguments.only or arguments.speed or pin.split("==")[0] in arguments.only]
    if absent := [tool for tool in ("git", "patch") if shutil.which(tool) is None]:
        sys.exit(f"error: {' and '.join(absent)} must be installed")
    if keep := arguments.keep and arguments.keep.resolve():
        keep.mkdir(parents=True, exist_ok=True)
        if taken := [pin for pin in pins if (keep / pin).exists()]:
            sys.exit(f"error: {keep} already has {', '.join(taken)}")
    sources = fetch(pins, cache)
    if arguments.fetch or not sources:
        return 0
    if arguments.speed:
        try:
            speed(cache / "src", arguments.overhaul, install_ruff(cache))
        except Offline:
            print(f"skipped: no network, and {RUFF} is not in the cache {cache}")
        return 0
    results = []
    for pin, source in sources.items():
        with tempfile.TemporaryDirectory(prefix="overhaul-corpus-") as directory:
            work = Path(directory).resolve()
            results.append(verify(pin, source, keep or work, work, arguments.overhaul))
        failed = ", ".join(results[-1].failed()) or "none"
        print(f"{pin}: {results[-1].seconds:.1f} s, failed: {failed}", file=sys.stderr)
    if arguments.json:
        arguments.json.write_text(json.dumps([vars(result) for result in results], indent=1) + "\n")
    return 0 if print_results(results) else 1


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Overhaul beside its peers, on the same trees, in one go: the tools take turns, and medians are compared.

    cargo build --release
    python3 bench/run.py                   all of it, half an hour; writes bench/RESULTS.md
    python3 bench/run.py --small           a tenth of the tree, two rounds, and nothing is written

The peers come from PyPI into an environment of their own, the tree is that of tests/corpus.py with the standard library of
this Python. Both are kept in the caches that the tests use; everything else is thrown away. Only ratios of one run say
something: another machine, or this one under load, has other seconds.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable, NamedTuple

REPOSITORY = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(REPOSITORY / "tests"), str(REPOSITORY / "tests" / "sql_oracle")]
import corpus  # noqa: E402
import environment  # noqa: E402

HERE = Path(__file__).parent
RULES = "T201,E722,BLE001,S608"
LITERALS = "NullPool|create_engine|create_async_engine|CORSMiddleware|flask_cors|CORS_"
CODEMODS = ("centralize-cors", "nullpool-to-queuepool", "print-to-logger", "parameterize-sql", "narrow-except")
# Each of these makes a codemod work, and the type checker start.
SMALLEST = 'def f(c, a):\n    try:\n        print(a)\n        c.execute(f"SELECT {a}")\n    except:\n        pass\n'
SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000)
DRAWS = 3
POOL_AND_CORS = ("--codemod", "nullpool-to-queuepool", "--codemod", "centralize-cors")
Command = list[str | Path]


class Taken(NamedTuple):
    wall: float
    cpu: float
    megabytes: float


@dataclass
class Job:
    """A command that takes its turn. What `before` does is not measured."""

    command: Command
    environment: dict[str, str] = field(default_factory=dict)
    before: Callable[[], object] = lambda: None
    after: Callable[[], object] = lambda: None


@dataclass
class Limit:
    what: str
    found: float
    limit: float
    is_least: bool = False

    def row(self) -> list[str]:
        holds = self.found >= self.limit if self.is_least else self.found <= self.limit
        sign = "≥" if self.is_least else "≤"
        return [self.what, f"{self.found:.2f}", f"{sign} {self.limit:g}", "yes" if holds else "**no**"]


def measured(job: Job, cwd: Path) -> Taken:
    job.before()
    started = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen([str(part) for part in job.command], cwd=cwd, stdout=subprocess.DEVNULL, stderr=said,
                                   env={**os.environ, "NO_COLOR": "1", **job.environment})
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        error = said.read().decode("utf-8", "replace")
    if process.returncode not in (0, 1, 2) or "Usage:" in error or "unrecognized arg" in error:
        sys.exit(f"error: {job.command} exited with {process.returncode}:\n{error[-2000:]}")
    job.after()
    return Taken(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def medians(jobs: dict[str, Job], cwd: Path, rounds: int) -> dict[str, Taken]:
    """Every tool once in each round, and one round before the first to warm up."""
    taken: dict[str, list[Taken]] = {name: [] for name in jobs}
    for turn in range(rounds + 1):
        for name, job in jobs.items():
            print(f"  {turn}/{rounds} {name}", file=sys.stderr)
            taken[name].append(measured(job, cwd))
    return {name: Taken(*(statistics.median(column) for column in zip(*all_taken[1:]))) for name, all_taken in taken.items()}


class Bench:
    def __init__(self, arguments: argparse.Namespace, work: Path) -> None:
        self.overhaul: Path = arguments.overhaul
        self.small: bool = arguments.small
        self.rounds = 2 if self.small else arguments.rounds
        self.work = work
        self.bin = Path(environment.python_with("the peers", HERE / "requirements.txt")).parent
        self.tree = self.plant()
        self.lines = lines_of(python_files(self.tree))

    def plant(self) -> Path:
        """The tree that all tools read, as a git repository."""
        tree = self.work / "tree"
        tree.mkdir()
        sources = corpus.fetch(corpus.PINS, corpus.cache_directory())
        names = [name for name in sources if not self.small or name.startswith(("celery", "scrapy", "luigi"))]
        for name in names:
            shutil.copytree(sources[name], tree / name)
        library = Path(sysconfig.get_paths()["stdlib"])
        for path in python_files(library):
            relative = path.relative_to(library)
            if "site-packages" not in relative.parts and (not self.small or len(relative.parts) == 1):
                (tree / "Lib" / relative).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, tree / "Lib" / relative)
        for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "tree"]):
            self.git(tree, *command)
        return tree

    @staticmethod
    def git(tree: Path, *command: str) -> None:
        identity = ["-c", "user.name=bench", "-c", "user.email=bench@example.org", "-c", "commit.gpgSign=false"]
        subprocess.run(["git", *identity, *command], cwd=tree, check=True, stdout=subprocess.DEVNULL)

    def run(self, command: str, *options: str, **more: object) -> Job:
        return Job([self.overhaul, command, *options, "--quiet", "."], **more)  # type: ignore[arg-type]

    def check(self, *options: str, **more: object) -> Job:
        return self.run("check", "--format", "concise", *options, **more)

    def ruff(self, **variables: str) -> Job:
        command = [self.bin / "ruff", "check", "--select", RULES, "--no-cache", "--isolated", "--output-format", "concise", "."]
        return Job(command, variables)

    def ast_grep(self, *options: str) -> Job:
        return Job([self.bin / "ast-grep", "scan", "--rule", HERE / "nearest_rules.yml", "--report-style", "short", *options, "."])

    def detect(self) -> tuple[list[list[str]], list[Limit]]:
        taken = medians({
            "overhaul check, five codemods": self.check("--no-cache"),
            "ruff check, four rules": self.ruff(),
            "ast-grep scan, nearest rules": self.ast_grep(),
            "overhaul, 1 thread": self.check("--no-cache", "--jobs", "1"),
            "ruff, 1 thread": self.ruff(RAYON_NUM_THREADS="1"),
            "ast-grep, 1 thread": self.ast_grep("--threads", "1"),
            "overhaul check, pool and CORS": self.check("--no-cache", *POOL_AND_CORS),
            "grep for their literals": Job(["grep", "-rlE", "--include=*.py", LITERALS, "."]),
        }, self.tree, self.rounds)
        ours, ruff, grep = (taken[name] for name in list(taken)[:3])
        one, named, literals = taken["overhaul, 1 thread"], taken["overhaul check, pool and CORS"], taken["grep for their literals"]
        return rows(taken, "overhaul check, five codemods"), [
            Limit("check against ruff, wall", ours.wall / ruff.wall, 0.5),
            Limit("check against ruff, CPU", ours.cpu / ruff.cpu, 0.5),
            Limit("check against ast-grep, wall", ours.wall / grep.wall, 0.2),
            Limit("check of pool and CORS against grep, wall", named.wall / literals.wall, 1.5),
            Limit(f"{os.cpu_count()} threads against 1, wall", ours.wall / one.wall, 0.6),
            Limit("peak memory against ruff", ours.megabytes / ruff.megabytes, 1.5),
        ]

    def alone(self) -> list[list[str]]:
        """Where the time goes: each codemod by itself. What the first takes, all need for finding and reading the files."""
        jobs = {name: self.check("--no-cache", "--codemod", name) for name in CODEMODS}
        jobs["all five"] = self.check("--no-cache")
        return rows(medians(jobs, self.tree, self.rounds), "all five")

    def change(self) -> tuple[list[list[str]], list[Limit]]:
        def undo() -> None:
            self.git(self.tree, "reset", "-q", "--hard")
            self.git(self.tree, "clean", "-fdq")

        def delete() -> None:
            self.git(self.tree, "branch", "-qD", "bench")
            shutil.rmtree(self.tree / ".git" / "overhaul", ignore_errors=True)

        taken = medians({
            "overhaul check": self.check("--no-cache"),
            "overhaul diff": self.run("diff", "--no-cache"),
            "overhaul apply": self.run("apply", "--no-cache", after=undo),
            "overhaul apply --branch": self.run("apply", "--branch", "bench", "--no-gpg-sign", after=delete),
        }, self.tree, self.rounds)
        ratio = taken["overhaul diff"].wall / taken["overhaul check"].wall
        return rows(taken, "overhaul check"), [Limit("diff against check, wall", ratio, 1.5)]

    def again(self) -> tuple[list[list[str]], list[Limit]]:
        cache = self.work / "cache"
        kept = {"OVERHAUL_CACHE_DIR": str(cache)}

        def forget() -> None:
            shutil.rmtree(cache, ignore_errors=True)

        jobs, limits = {}, []
        for name in ("check", "diff"):
            job = self.check if name == "check" else lambda **more: self.run("diff", **more)
            jobs[f"overhaul {name}, first"] = job(environment=kept, before=forget)
            jobs[f"overhaul {name}, second"] = job(environment=kept)
        taken = medians(jobs, self.tree, self.rounds)
        for name in ("check", "diff"):
            ratio = taken[f"overhaul {name}, second"].wall / taken[f"overhaul {name}, first"].wall
            limits.append(Limit(f"second {name} against first, wall", ratio, 0.2))
        return rows(taken, "overhaul check, first"), limits

    def grow(self) -> tuple[list[list[str]], list[Limit]]:
        """Files at random: three draws of each size, because some files take a hundred times as long as others."""
        jobs: dict[str, Job] = {}
        lines: dict[str, int] = {}
        (self.work / "smallest").mkdir()
        (self.work / "smallest" / "a.py").write_text(SMALLEST)
        jobs["one file"] = Job([self.overhaul, "check", "--no-cache", "--quiet", self.work / "smallest"])
        for draw in range(DRAWS):
            for size, chosen in self.drawn(draw).items():
                name = f"{size:,} lines, {draw}"
                root = self.work / f"size-{size}-{draw}"
                for path in chosen:
                    target = root / path.relative_to(self.tree)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    os.link(path, target)
                lines[name] = lines_of(chosen)
                jobs[name] = Job([self.overhaul, "check", "--no-cache", "--quiet", root])
        taken = medians(jobs, self.work, self.rounds)
        # What a process and the type checker take to start is not the tree's.
        start = taken.pop("one file").wall
        table, per_line = [["one file", f"{start:.3f}", "", ""]], {}
        for size in (size for size in SIZES if size <= self.lines):
            same = [name for name in taken if name.startswith(f"{size:,} lines")]
            wall = sum(taken[name].wall for name in same)
            per_line[size] = (wall - start * len(same)) / sum(lines[name] for name in same)
            table.append([f"{size:,} lines", f"{wall / len(same):.3f}", f"{per_line[size] * 1e6:.2f}"])
        large = {size: cost for size, cost in per_line.items() if size >= 100_000} or per_line
        fit = statistics.median(large.values())
        for row, cost in zip(table[1:], per_line.values()):
            row.append(f"{cost / fit:.2f}")
        worst = max(abs(cost / fit - 1) for cost in large.values())
        return table, [Limit("off from linear, 100,000 lines and more", worst, 0.15)]

    def drawn(self, seed: int) -> dict[int, list[Path]]:
        """Files at random for each size with the packages that they are in, the smaller ones a part of the larger."""
        files = sorted(python_files(self.tree))
        random.Random(seed).shuffle(files)
        wanted = [size for size in SIZES if size <= self.lines]
        drawn, chosen, count = {}, {}, 0
        for file in files:
            packages = (above / "__init__.py" for above in file.parents if self.tree in above.parents)
            for one in (file, *packages):
                if one not in chosen and one.is_file():
                    chosen[one] = None
                    count += corpus.count_lines(one.read_bytes())
            if wanted and count >= wanted[0]:
                drawn[wanted.pop(0)] = list(chosen)
        return drawn

    def rewrite_sql(self) -> tuple[list[list[str]], list[Limit]]:
        """Codemodder and overhaul on the queries that codemodder can rewrite: all that it is given and takes."""
        only, report = self.work / "sql", self.work / "sql.codetf"
        cases = sorted((REPOSITORY / "codemods" / "parameterize_sql" / "cases").glob("*.py"))
        only.mkdir()
        # Codemodder reads some 400 lines a second of processor time.
        for file in cases[::16] if self.small else cases:
            shutil.copyfile(file, only / file.name)
        codemodder: Command = [self.bin / "codemodder", "--codemod-include", "pixee:python/sql-parameterization",
                               "--output", report, only]
        measured(Job([*codemodder, "--dry-run"]), self.work)
        fixes = {change["path"]: len(change["changes"]) for result in json.loads(report.read_text())["results"]
                 for change in result["changeset"]}
        for file in [file for file in only.rglob("*") if file.is_file()]:
            if file.relative_to(only).as_posix() not in fixes:
                file.unlink()
        theirs = measured(Job([*codemodder, "--dry-run"]), self.work)
        ours_command: Command = [self.overhaul, "diff", "--no-cache", "--codemod", "parameterize-sql", "--quiet", only]
        # Codemodder takes a minute, so that it has one turn.
        ours = medians({"overhaul diff, SQL": Job(ours_command)}, self.work, self.rounds)["overhaul diff, SQL"]
        said = subprocess.run([*ours_command[:1], "check", "--no-cache", "--codemod", "parameterize-sql", "--format", "json", only],
                              cwd=self.work, capture_output=True, text=True).stdout
        found = sum(one["outcome"] == "fix" for one in json.loads(said)["findings"])
        count = sum(fixes.values())
        speeds = found / ours.wall, count / theirs.wall
        table = [["overhaul diff --codemod parameterize-sql", str(found), f"{ours.wall:.3f}", f"{speeds[0]:,.0f}"],
                 ["codemodder, sql-parameterization", str(count), f"{theirs.wall:.3f}", f"{speeds[1]:,.2f}"]]
        return table, [Limit("fixes a second against codemodder", speeds[0] / speeds[1], 500, is_least=True)]

    def outcomes(self) -> list[list[str]]:
        """How much each tool finds, how much it would change, and what of that is still the file that it was."""
        ours = json.loads(self.said(self.overhaul, "check", "--no-cache", "--format", "json", "."))
        fixes = [one for one in ours["findings"] if one["outcome"] == "fix"]
        before = {name: (self.tree / name).read_bytes() for name in {one["path"] for one in fixes}}
        self.said(self.overhaul, "apply", "--no-cache", "--quiet", ".")
        whole = {name for name, old in before.items() if is_sound(old, (self.tree / name).read_bytes(), name)}
        self.git(self.tree, "reset", "-q", "--hard")
        self.git(self.tree, "clean", "-fdq")
        correct = sum(one["path"] in whole for one in fixes)
        ruff = json.loads(self.said(self.bin / "ruff", "check", "--select", RULES, "--no-cache", "--isolated",
                                    "--output-format", "json", "."))
        offered = [one for one in ruff if one["fix"]]
        grep = self.said(self.bin / "ast-grep", "scan", "--rule", HERE / "nearest_rules.yml", "--json=stream", ".")
        return [["overhaul", f"{len(ours['findings']):,}", f"{len(fixes):,}", f"{correct:,}"],
                ["ruff", f"{len(ruff):,}", f"{len(offered):,}", "0: its fix deletes the print"],
                ["ast-grep", f"{len(grep.splitlines()):,}", "0", "0"]]

    def said(self, *command: str | Path) -> str:
        return subprocess.run(command, cwd=self.tree, capture_output=True, text=True, errors="replace").stdout

    def libcst(self) -> str:
        """What LibCST needs to parse a hundredth of the tree: before any work of a codemod."""
        files = sorted(python_files(self.tree))[::100]
        program = ("import sys, libcst\nfor name in sys.stdin.read().splitlines():\n    try:\n"
                   "        libcst.parse_module(open(name, 'rb').read())\n    except Exception:\n        pass\n")
        started = time.perf_counter()
        subprocess.run([self.bin / "python", "-c", program], input="\n".join(map(str, files)), text=True, check=True)
        seconds = (time.perf_counter() - started) / lines_of(files) * self.lines
        return f"LibCST needs about {seconds:,.0f} s to parse this tree (from every hundredth file)."


def is_sound(old: bytes, new: bytes, name: str) -> bool:
    """Whether a changed file compiles where it did, and has its comments and the form of its bytes."""
    if corpus.compile_error(old, name):
        return True
    return not (corpus.compile_error(new, name) or corpus.comment_problems(old, new) or corpus.layout_problems(old, new))


def python_files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*.py") if path.is_file() and not path.is_symlink()]


def lines_of(files: list[Path]) -> int:
    return sum(corpus.count_lines(file.read_bytes()) for file in files)


def rows(taken: dict[str, Taken], against: str) -> list[list[str]]:
    base = taken[against]
    return [[name, f"{one.wall:.3f}", f"{one.cpu:.3f}", f"{one.megabytes:,.0f}", f"{one.wall / base.wall:.2f}"]
            for name, one in taken.items()]


def table(head: list[str], lines: list[list[str]]) -> str:
    rule = ["---"] + ["---:"] * (len(head) - 1)
    return "\n".join("| " + " | ".join(line) + " |" for line in (head, rule, *lines)) + "\n"


def versions(bench: Bench) -> str:
    names = (HERE / "requirements.txt").read_text().split()
    return ", ".join([bench.said(bench.overhaul, "--version").strip(), *names, f"Python {platform.python_version()}"])


def main() -> None:
    parser = argparse.ArgumentParser(description="Overhaul beside its peers.")
    parser.add_argument("--overhaul", type=Path, default=REPOSITORY / "target" / "release" / "overhaul", metavar="PATH")
    parser.add_argument("--small", action="store_true", help="a tenth of the tree, two rounds; writes nothing")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    arguments.overhaul = arguments.overhaul.resolve()
    if not arguments.overhaul.is_file():
        parser.exit(1, f"error: no binary at {arguments.overhaul}\nbuild it with `cargo build --release`\n")
    with tempfile.TemporaryDirectory(prefix="overhaul-bench-") as directory:
        bench = Bench(arguments, Path(directory).resolve())
        load = os.getloadavg()[0]
        clock = ["", "wall s", "CPU s", "peak MB", "against the first"]
        detect, change, again, sql, grow = (
            bench.detect(), bench.change(), bench.again(), bench.rewrite_sql(), bench.grow())
        alone = bench.alone()
        limits = [limit for part in (detect, change, again, sql, grow) for limit in part[1]]
        text = "\n".join([
            "# Results\n",
            "Written by `python3 bench/run.py`; ratios of one run count, seconds are this machine's.\n",
            f"{bench.lines:,} lines of Python, {os.cpu_count()} cores, load {load:.1f} at the start, "
            f"medians of {bench.rounds} rounds. {versions(bench)}.\n",
            table(["work", "found", "limit", "holds"], [limit.row() for limit in limits]),
            "## Detect\n", table(clock, detect[0]), bench.libcst() + "\n",
            "## Each codemod alone\n", table(clock[:4] + ["against all"], alone),
            "## Change\n", table(clock, change[0]),
            "## Nothing has changed\n", table(clock, again[0]),
            "## SQL\n", table(["", "fixes", "wall s", "fixes a second"], sql[0]),
            "## Size\n", table(["", "wall s", "µs a line", "against the median"], grow[0]),
            "## What they find\n", table(["", "findings", "fixes", "fixes in files that stay sound"], bench.outcomes()),
        ])
    print(text)
    if not arguments.small:
        (HERE / "RESULTS.md").write_text(text)


if __name__ == "__main__":
    main()

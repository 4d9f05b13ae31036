"""A fleet of many small repositories on this machine, for the scripts beside this one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import servers

SERVICE = 'class Service{n}:\n    def run(self, count):\n        print(f"handled {{count}} of {n}")\n'
BRANCH = "overhaul/audit"


class World:
    """Servers, repositories and a manifest in a temporary directory."""

    def __init__(self, count: int, overhaul: str) -> None:
        self.overhaul = overhaul
        self.directory = tempfile.TemporaryDirectory(prefix="overhaul-scale-")
        self.root = Path(self.directory.name)
        self.names = [f"acme/r{number:04}" for number in range(count)]
        servers.Git.root = self.root / "repositories"
        self.git_port, self.forge_port = servers.start(servers.Git), servers.start(servers.Forge)
        self.write("home/.gitconfig", f"""
[user]
    name = Fleet
    email = fleet@example.org
[credential "http://127.0.0.1:{self.git_port}"]
    helper = "!f() {{ test $1 = get && echo username={servers.USER} && echo password={servers.PASSWORD}; }}; f"
""")
        for number, name in enumerate(self.names):
            self.make(name, SERVICE.format(n=number))
        self.manifest()

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def make(self, name: str, text: str) -> None:
        """A bare repository with one commit, by git fast-import."""
        path = self.root / "repositories" / f"{name}.git"
        path.mkdir(parents=True)
        git = ["git", "-C", str(path)]
        subprocess.run([*git, "init", "-q", "--bare", "-b", "main", "--template="], check=True)
        with (path / "config").open("a", encoding="utf-8") as config:
            config.write("[http]\n\treceivepack = true\n[uploadpack]\n\tallowFilter = true\n\tallowAnySHA1InWant = true\n")
        data = text.encode()
        stream = (
            b"commit refs/heads/main\ncommitter A <a@example.org> 1700000000 +0000\ndata 5\nstart\n"
            + b"M 100644 inline app/service.py\ndata %d\n%s\n" % (len(data), data)
        )
        subprocess.run([*git, "fast-import", "--quiet"], input=stream, check=True)

    def manifest(self) -> None:
        urls = "".join(f'  "http://127.0.0.1:{self.git_port}/{name}.git",\n' for name in self.names)
        self.write("fleet.toml", f"""
name = "audit"
branch = "{BRANCH}"
repositories = [
{urls}]

[forges."127.0.0.1:{self.git_port}"]
kind = "github"
web = "http://127.0.0.1:{self.git_port}"
api = "http://127.0.0.1:{self.forge_port}"

[limits]
requests-per-second = 10000
changes-per-minute = 100000
""")

    def environment(self, **more: str) -> dict[str, str]:
        variable = f"OVERHAUL_TOKEN_127_0_0_1_X3A_{self.forge_port}"
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "SLURM_"))}
        return {
            **kept,
            "HOME": str(self.root / "home"),
            "OVERHAUL_CLONES": str(self.root / "clones"),
            "PATH": f"{Path(self.overhaul).parent}{os.pathsep}{os.environ['PATH']}",
            variable: servers.TOKEN,
            **more,
        }

    def fleet(self, *arguments: str, code: int = 0, **more: str) -> tuple[float, int, str]:
        """Runs the fleet; gives the seconds, the peak memory of its largest process in KB, and what it said."""
        measure = self.root / "measured"
        began = time.monotonic()
        command = ["/usr/bin/time", "-f", "%M", "-o", str(measure), self.overhaul, "fleet", *arguments]
        done = subprocess.run(command, cwd=self.root, env=self.environment(**more), capture_output=True, text=True, check=False)
        seconds = time.monotonic() - began
        if done.returncode != code:
            sys.exit(f"overhaul fleet {' '.join(arguments)} ended with {done.returncode}:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
        return seconds, int(measure.read_text().split()[-1]), done.stderr

    def check(self, what: str) -> None:
        """Every repository has one branch and one open pull request, and nothing was doubled."""
        pulls = servers.Forge.pulls
        wrong = [name for name in self.names if [pull["state"] for pull in pulls.get(name, [])] != ["open"]]
        branches = [name for name in self.names if not (self.root / "repositories" / f"{name}.git" / "refs/heads" / BRANCH).exists()]
        if wrong or branches or servers.Forge.doubled:
            sys.exit(f"{what}: {len(wrong)} without one pull request, {len(branches)} without a branch, doubled: {servers.Forge.doubled[:5]}")
        print(f"{what}: {len(self.names)} branches, {len(self.names)} pull requests, nothing doubled")

    def tips(self) -> dict[str, str]:
        path = lambda name: self.root / "repositories" / f"{name}.git" / "refs/heads" / BRANCH  # noqa: E731
        return {name: path(name).read_text().strip() for name in self.names}

    def trees(self) -> dict[str, str]:
        """What the branches hold, whoever committed it and when."""
        trees = {}
        for name in self.names:
            git = ["git", "-C", str(self.root / "repositories" / f"{name}.git"), "rev-parse", f"{BRANCH}^{{tree}}"]
            trees[name] = subprocess.run(git, capture_output=True, text=True, check=True).stdout.strip()
        return trees

    def reset(self) -> None:
        """As before the first run."""
        for name in self.names:
            subprocess.run(["git", "-C", str(self.root / "repositories" / f"{name}.git"), "update-ref", "-d", f"refs/heads/{BRANCH}"], check=True)
        servers.Forge.pulls.clear()
        servers.Forge.asked.clear()
        servers.Forge.doubled.clear()
        for path in self.root.glob("*.sqlite*"):
            path.unlink()
        for path in self.root.glob("*.jsonl"):
            path.unlink()


def asked() -> str:
    return json.dumps(dict(sorted(servers.Forge.asked.items())))

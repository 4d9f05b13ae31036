#!/usr/bin/env python3
"""Installs, outside of the repository, what the tests of the fleet's forge clients need, each part once.

- `venv`: an imitation of GitHub (requirements.txt).
- `npm`: a server that holds requests against a description, and GitHub's description (package.json).
- `descriptions`: those of Gitea and Forgejo, which two Rust crates carry.

Descriptions are cut down to what overhaul asks for, so that the server starts at once.

A part that cannot be installed is said, and its tests are skipped.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Callable

HERE = Path(__file__).parent
HOME = Path(os.environ.get("OVERHAUL_FLEET") or "~/.cache/overhaul-fleet").expanduser().resolve()

# The crates that carry descriptions, and where.
CRATES = {"gitea": ("gitea-sdk", "0.6.3", "swagger.json"), "forgejo": ("forgejo-api", "0.12.0", "swagger.v1.json")}

# What overhaul asks of GitHub, and of Gitea and Forgejo.
GITHUB_PATHS = [
    "/orgs/{org}/repos",
    "/user",
    "/user/repos",
    "/users/{username}/repos",
    "/repos/{owner}/{repo}",
    "/repos/{owner}/{repo}/branches",
    "/repos/{owner}/{repo}/labels",
    "/repos/{owner}/{repo}/pulls",
    "/repos/{owner}/{repo}/pulls/{pull_number}",
    "/repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers",
    "/repos/{owner}/{repo}/issues/{issue_number}/comments",
    "/repos/{owner}/{repo}/issues/{issue_number}/labels",
    "/repos/{owner}/{repo}/issues/{issue_number}/assignees",
    "/repos/{owner}/{repo}/commits/{ref}/status",
    "/repos/{owner}/{repo}/commits/{ref}/check-runs",
]
GITEA_PATHS = [
    "/orgs/{org}/repos",
    "/orgs/{org}/labels",
    "/user",
    "/user/repos",
    "/users/{username}/repos",
    "/repos/{owner}/{repo}",
    "/repos/{owner}/{repo}/topics",
    "/repos/{owner}/{repo}/labels",
    "/repos/{owner}/{repo}/pulls",
    "/repos/{owner}/{repo}/pulls/{index}",
    "/repos/{owner}/{repo}/pulls/{index}/requested_reviewers",
    "/repos/{owner}/{repo}/issues/{index}/comments",
    "/repos/{owner}/{repo}/issues/{index}/labels",
    "/repos/{owner}/{repo}/commits/{ref}/status",
]


def run(*command: str, cwd: Path | None = None) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True, cwd=cwd)


def venv(target: Path) -> None:
    run(sys.executable, "-m", "venv", str(target))
    run(str(target / "bin" / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--retries", "1",
        "-r", str(HERE / "requirements.txt"))


def npm(target: Path) -> None:
    target.mkdir()
    shutil.copy(HERE / "package.json", target)
    run("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", cwd=target)
    whole = target / "node_modules" / "@octokit" / "openapi" / "generated" / "api.github.com.json"
    (target / "github.json").write_text(json.dumps(cut(json.loads(whole.read_text()), GITHUB_PATHS)))
    # The descriptions of all editions are some hundred megabytes.
    shutil.rmtree(whole.parent)


def descriptions(target: Path) -> None:
    target.mkdir()
    for name, (crate, version, file) in CRATES.items():
        # Cargo fetches the crate to tell about it, and leaves it among its sources.
        with tempfile.TemporaryDirectory() as elsewhere:
            run("cargo", "info", f"{crate}@{version}", cwd=Path(elsewhere))
        sources = Path(os.environ.get("CARGO_HOME") or "~/.cargo").expanduser() / "registry" / "src"
        found = next(sources.glob(f"*/{crate}-{version}/{file}"), None)
        if found is None:
            raise FileNotFoundError(f"{crate} {version} has no {file}")
        description = cut(json.loads(found.read_text()), GITEA_PATHS)
        count(description["definitions"])
        (target / f"{name}.json").write_text(json.dumps(description))


def cut(description: dict, paths: list[str]) -> dict:
    """The description with these paths and what they refer to, of version 2 or 3."""
    kept = {path: description["paths"][path] for path in paths}
    small = {name: value for name, value in description.items()
             if name not in ("components", "definitions", "responses", "webhooks", "x-webhooks")}
    small["paths"] = kept
    todo = [kept]
    while todo:
        for reference in references(todo.pop()):
            *places, name = reference.removeprefix("#/").split("/")
            whole, part = description, small
            for place in places:
                whole, part = whole[place], part.setdefault(place, {})
            if name not in part:
                part[name] = whole[name]
                todo.append(whole[name])
    # GitHub's example of each page is followed by the second one.
    for operations in kept.values():
        for operation in operations.values():
            for response in operation.get("responses", {}).values() if isinstance(operation, dict) else ():
                response.get("headers", {}).pop("Link", None)
    return small


def references(value: object) -> list[str]:
    if isinstance(value, list):
        return [reference for item in value for reference in references(item)]
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [reference for item in value.values() for reference in references(item)]
    return []


def count(value: object) -> None:
    """Gives numbers an example, where the server would make up negative ones."""
    if isinstance(value, dict):
        if value.get("type") == "integer":
            value.setdefault("example", 7)
        value = list(value.values())
    for item in value if isinstance(value, list) else ():
        count(item)


def built(name: str, make: Callable[[Path], None], depends_on: bytes) -> None:
    """Makes a part where it is missing, or was made from something else."""
    mark = HOME / f"{name}.complete"
    key = hashlib.sha256(depends_on + Path(__file__).read_bytes()).hexdigest()
    if mark.exists() and mark.read_text() == key:
        return
    mark.unlink(missing_ok=True)
    shutil.rmtree(HOME / name, ignore_errors=True)
    try:
        make(HOME / name)
        mark.write_text(key)
    except (OSError, subprocess.CalledProcessError) as error:
        said = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
        print(f"skipped: {name} cannot be installed: {said[-1] if said else error}")


def main() -> None:
    HOME.mkdir(parents=True, exist_ok=True)
    # Whoever comes second finds what the first one built.
    with (HOME / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        built("venv", venv, (HERE / "requirements.txt").read_bytes() + sys.version.encode())
        built("npm", npm, (HERE / "package.json").read_bytes())
        built("descriptions", descriptions, json.dumps(CRATES).encode())


if __name__ == "__main__":
    main()

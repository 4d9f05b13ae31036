"""The driver that `overhaul fleet run --engine ray` starts.

Every repository is a task that runs `overhaul fleet compute` on some worker and gives back its line. Lines are kept in a file as
they come, so that a driver that is started again asks only for the rest. Publishing happens here, once, at the end.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import subprocess
import sys
from pathlib import Path

from overhaul_ray.task import Transient, compute

# What a manifest names beside itself: templates, a configuration, a plan.
SUFFIXES = {".toml", ".md", ".j2"}
LARGEST_FILE = 1 << 20


def beside(manifest: Path) -> dict[str, str]:
    """The manifest and the files beside it that it may name."""
    files = {}
    for path in sorted(manifest.parent.iterdir()):
        if path.suffix in SUFFIXES and path.is_file() and path.stat().st_size <= LARGEST_FILE:
            files[path.name] = path.read_text(encoding="utf-8")
    files[manifest.name] = manifest.read_text(encoding="utf-8")
    return files


def finished(path: Path) -> dict[str, str]:
    """The lines that an earlier driver kept, by repository. A last line that was cut off is asked for again."""
    lines = {}
    if path.exists():
        for text in path.read_text(encoding="utf-8").splitlines():
            try:
                place = json.loads(text)["repository"]
            except (ValueError, KeyError):
                continue
            lines[f"{place['host']}/{place['path']}"] = text
    return lines


def main() -> int:
    arguments = argparse.ArgumentParser(prog="overhaul_ray", description=__doc__)
    arguments.add_argument("--manifest", type=Path, required=True)
    arguments.add_argument("--state", type=Path)
    arguments.add_argument("--overhaul", required=True)
    arguments.add_argument("--address")
    arguments.add_argument("--quiet", action="store_true")
    arguments.add_argument("--option", action="append", default=[], help="for compute and publish, such as --reopen")
    options = arguments.parse_args()
    try:
        import ray
    except ImportError:
        print("error: Ray is not installed here: pip install 'overhaul[ray]'", file=sys.stderr)
        return 2
    manifest = options.manifest.resolve()
    state = (options.state or manifest.with_suffix(".sqlite")).resolve()
    lock = state.with_suffix(".ray.lock").open("w", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print(f"error: another run of this fleet is going on: {lock.name} is locked", file=sys.stderr)
        return 2
    listed = subprocess.run(
        [options.overhaul, "fleet", "list", "--manifest", str(manifest)], stdout=subprocess.PIPE, text=True, check=False
    )
    if listed.returncode != 0:
        return listed.returncode
    kept = state.with_suffix(".lines.jsonl")
    done = finished(kept)
    waiting = [name for name in listed.stdout.splitlines() if name and name not in done]
    try:
        ray.init(address=options.address, log_to_driver=not options.quiet)
    except (ConnectionError, RuntimeError, ValueError) as error:
        print(f"error: cannot join the Ray cluster at {options.address or 'its default address'}: {error}", file=sys.stderr)
        return 2
    task = ray.remote(max_retries=5, retry_exceptions=[Transient])(compute)
    files = ray.put(beside(manifest))
    running = {task.remote(files, manifest.name, name): name for name in waiting}
    failures = []
    with kept.open("a", encoding="utf-8") as out:
        while running:
            (ready, *_), _ = ray.wait(list(running), num_returns=1)
            name = running.pop(ready)
            try:
                out.write(ray.get(ready) + "\n")
                out.flush()
            except Exception as error:  # noqa: BLE001  (whatever Ray says of a task is the failure of one repository)
                failures.append(f"{name}: {error}")
    publish = [options.overhaul, "fleet", "publish", "--manifest", str(manifest), "--state", str(state), *options.option]
    status = subprocess.run([*publish, str(kept)], check=False).returncode
    if status in (0, 2):
        kept.unlink(missing_ok=True)
    for failure in sorted(failures):
        print(f"failed {failure}", file=sys.stderr)
    return status or (2 if failures else 0)


if __name__ == "__main__":
    sys.exit(main())

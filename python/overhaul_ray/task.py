"""What a worker does. A module of its own, so that drivers and workers mean the same by its names, whatever is between them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

TRANSIENT = 75


class Transient(Exception):
    """What failed may succeed later, on this worker or another."""


def program() -> str | None:
    """The overhaul of this machine: the one that is named, else that of this Python's environment, else that of the path."""
    places = [sysconfig.get_path("scripts"), str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]
    return os.environ.get("OVERHAUL_PROGRAM") or shutil.which("overhaul", path=os.pathsep.join(places))


def compute(files: dict[str, str], manifest: str, repository: str) -> str:
    """Runs on a worker; gives the line of the repository."""
    overhaul = program()
    if overhaul is None:
        raise RuntimeError("there is no overhaul on this worker: pip install 'overhaul[ray]'")
    with tempfile.TemporaryDirectory(prefix="overhaul-ray-") as folder:
        for name, text in files.items():
            Path(folder, name).write_text(text, encoding="utf-8")
        command = [overhaul, "fleet", "compute", "--quiet", "--manifest", manifest, "--shard", "1/1"]
        command += ["--repository", repository]
        ran = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    lines = [line for line in ran.stdout.splitlines() if line.strip()]
    if ran.returncode == TRANSIENT:
        raise Transient(f"{repository}: {ran.stderr.strip()[-2000:]}")
    if len(lines) != 1:
        raise RuntimeError(f"{repository}: overhaul ended with {ran.returncode}: {ran.stderr.strip()[-2000:]}")
    return lines[0]

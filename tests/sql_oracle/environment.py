"""The virtual environment with every database driver that the cases use, built once."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

REQUIREMENTS = Path(__file__).parent.parent / "drivers" / "requirements.txt"
STDLIB_DRIVERS = {"sqlite3"}


class Unavailable(Exception):
    """Something the oracle needs is not on this machine; the text says what."""


def cache_directory() -> Path:
    named = os.environ.get("OVERHAUL_SQL_ORACLE") or "~/.cache/overhaul-sql-oracle"
    return Path(named).expanduser().resolve()


def python() -> str:
    """The interpreter of the environment, which is built when this Python and these requirements have none yet."""
    key = hashlib.sha256(REQUIREMENTS.read_bytes() + sys.version.encode() + sys.base_prefix.encode()).hexdigest()
    home = cache_directory() / key[:16]
    interpreter = home / "bin" / "python"
    if (home / "complete").exists():
        return str(interpreter)
    home.parent.mkdir(parents=True, exist_ok=True)
    # Whoever comes second finds what the first one built.
    with (home.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "complete").exists():
            build(home, interpreter)
    return str(interpreter)


def build(home: Path, interpreter: Path) -> None:
    try:
        # A process that was killed while building leaves a folder without the mark.
        if home.exists():
            home.rename(tempfile.mkdtemp(dir=home.parent, prefix="stale-") + "/old")
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True, capture_output=True, text=True)
        subprocess.run([str(interpreter), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--retries", "1",
                        "--only-binary=:all:", "-r", str(REQUIREMENTS)], check=True, capture_output=True, text=True)
    except subprocess.CalledProcessError as error:
        shutil.rmtree(home, ignore_errors=True)
        lines = (error.stderr or error.stdout or "no output").strip().splitlines()
        raise Unavailable(f"the database drivers cannot be installed: {lines[-1]}") from error
    (home / "complete").touch()
    for stale in home.parent.glob("stale-*"):
        shutil.rmtree(stale, ignore_errors=True)


if __name__ == "__main__":
    try:
        print(python())
    except Unavailable as reason:
        print(f"skipped: {reason}")

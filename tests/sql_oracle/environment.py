"""The virtual environments with what the cases use, each built once."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Callable

REQUIREMENTS = Path(__file__).parent.parent / "drivers" / "requirements.txt"
SQLALCHEMY_20 = Path(__file__).parent.parent / "pool_oracle" / "requirements-2.0.txt"
STDLIB_DRIVERS = {"sqlite3"}


class Unavailable(Exception):
    """Something the oracle needs is not on this machine; the text says what."""


def cache_directory() -> Path:
    named = os.environ.get("OVERHAUL_SQL_ORACLE") or "~/.cache/overhaul-sql-oracle"
    return Path(named).expanduser().resolve()


def python() -> str:
    """The interpreter of the environment, which is built when this Python and these requirements have none yet."""
    return python_with("the database drivers", REQUIREMENTS)


def python_with(what: str, requirements: Path) -> str:
    """The interpreter of an environment with these requirements, built as `python()` is."""

    def make(home: Path) -> None:
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True, capture_output=True, text=True)
        _install(str(home / "bin" / "python"), requirements)

    return str(_built(what, requirements, make) / "bin" / "python")


def sqlalchemy_20() -> str:
    """A folder with the older SQLAlchemy, for the front of the environment's PYTHONPATH; built as `python()` is."""
    interpreter = python()

    def make(home: Path) -> None:
        _install(interpreter, SQLALCHEMY_20, "--no-deps", "--target", str(home))

    return str(_built("SQLAlchemy 2.0", SQLALCHEMY_20, make))


def _built(what: str, requirements: Path, make: Callable[[Path], None]) -> Path:
    """The folder that `make` has filled for these requirements and this Python."""
    key = hashlib.sha256(requirements.read_bytes() + sys.version.encode() + sys.base_prefix.encode()).hexdigest()
    home = cache_directory() / key[:16]
    if (home / "complete").exists():
        return home
    home.parent.mkdir(parents=True, exist_ok=True)
    # Whoever comes second finds what the first one built.
    with (home.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "complete").exists():
            _build(what, home, make)
    return home


def _build(what: str, home: Path, make: Callable[[Path], None]) -> None:
    try:
        # A process that was killed while building leaves a folder without the mark.
        if home.exists():
            home.rename(tempfile.mkdtemp(dir=home.parent, prefix="stale-") + "/old")
        make(home)
    except subprocess.CalledProcessError as error:
        shutil.rmtree(home, ignore_errors=True)
        lines = (error.stderr or error.stdout or "no output").strip().splitlines()
        raise Unavailable(f"{what} cannot be installed: {lines[-1]}") from error
    (home / "complete").touch()
    for stale in home.parent.glob("stale-*"):
        shutil.rmtree(stale, ignore_errors=True)


def _install(interpreter: str, requirements: Path, *options: str) -> None:
    subprocess.run([interpreter, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--retries", "1",
                    "--only-binary=:all:", *options, "-r", str(requirements)],
                   check=True, capture_output=True, text=True)


if __name__ == "__main__":
    try:
        print(python())
    except Unavailable as reason:
        print(f"skipped: {reason}")
        sys.exit()
    try:
        sqlalchemy_20()
    except Unavailable as reason:
        # The tests that run this take all of the standard output for the interpreter.
        print(f"skipped: {reason}", file=sys.stderr)

"""PostgreSQL and MariaDB servers that live in a temporary directory for as long as the oracle runs."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import FrameType
from typing import NamedTuple

from environment import Unavailable

READY_SECONDS = 30
ACCOUNT = "nobody"


class Server(NamedTuple):
    kind: str
    port: int
    log: Path


class Servers:
    """A context that starts the servers asked for and stops them however the block ends.

    What cannot be started is in `missing`, with the reason.
    """

    def __init__(self, kinds: set[str]) -> None:
        self.kinds = sorted(kinds)
        self.running: dict[str, Server] = {}
        self.missing: dict[str, str] = {}
        self._processes: list[subprocess.Popen[bytes]] = []
        self._root = Path(tempfile.mkdtemp(prefix="overhaul-sql-oracle-"))

    def __enter__(self) -> Servers:
        signal.signal(signal.SIGTERM, _exit_on_signal)
        signal.signal(signal.SIGHUP, _exit_on_signal)
        try:
            self._root.chmod(0o755)
            with ThreadPoolExecutor() as threads:
                for kind, outcome in zip(self.kinds, threads.map(self._start, self.kinds)):
                    if isinstance(outcome, Unavailable):
                        self.missing[kind] = str(outcome)
                    else:
                        self.running[kind] = outcome
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.send_signal(signal.SIGQUIT)
        for process in self._processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self._root, ignore_errors=True)

    def _start(self, kind: str) -> Server | Unavailable:
        try:
            return {"postgresql": self._postgresql, "mariadb": self._mariadb}[kind]()
        except Unavailable as reason:
            return reason
        except subprocess.CalledProcessError as error:
            return Unavailable(f"{kind} cannot be set up: {(error.stderr or b'').decode(errors='replace').strip()[-300:]}")

    def _postgresql(self) -> Server:
        folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
        found = shutil.which("postgres")
        if not folders and not found:
            raise Unavailable("PostgreSQL is not installed")
        binaries = folders[-1] if folders else Path(os.path.realpath(str(found))).parent
        home, port, log = self._home("postgresql")
        data = home / "data"
        _run([binaries / "initdb", "-D", data, "-U", "oracle", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"])
        options = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off",
                   "listen_addresses": "127.0.0.1", "unix_socket_directories": str(home), "shared_buffers": "32MB",
                   "log_statement": "all", "log_line_prefix": "%d|"}
        process = self._launch([binaries / "postgres", "-D", data, "-p", str(port)]
                               + [f"--{name}={value}" for name, value in options.items()], log)
        _wait(process, port, log, lambda: b"ready to accept connections" in log.read_bytes())
        return Server("postgresql", port, log)

    def _mariadb(self) -> Server:
        server = shutil.which("mariadbd", path=os.environ.get("PATH", "") + ":/usr/sbin")
        install = shutil.which("mariadb-install-db")
        if not server or not install:
            raise Unavailable("MariaDB is not installed")
        home, port, log = self._home("mariadb")
        data = home / "data"
        _run([install, "--no-defaults", f"--datadir={data}", "--auth-root-authentication-method=normal",
              "--skip-test-db", "--skip-name-resolve"])
        statements = home / "statements.log"
        process = self._launch([server, "--no-defaults", f"--datadir={data}", f"--port={port}", f"--tmpdir={home}",
                                f"--socket={home}/socket", f"--pid-file={home}/pid", "--bind-address=127.0.0.1",
                                "--skip-grant-tables", "--skip-networking=0", "--skip-log-bin",
                                "--innodb-flush-log-at-trx-commit=0",
                                "--innodb-flush-method=nosync", "--innodb-buffer-pool-size=32M",
                                "--character-set-server=utf8mb4", "--collation-server=utf8mb4_nopad_bin",
                                "--general-log=1", f"--general-log-file={statements}"], log)
        _wait(process, port, log, lambda: b"ready for connections" in log.read_bytes())
        return Server("mariadb", port, statements)

    def _home(self, kind: str) -> tuple[Path, int, Path]:
        home = self._root / kind
        home.mkdir()
        if os.geteuid() == 0:
            account = pwd.getpwnam(ACCOUNT)
            os.chown(home, account.pw_uid, account.pw_gid)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return home, probe.getsockname()[1], self._root / f"{kind}.log"

    def _launch(self, command: list[str | Path], log: Path) -> subprocess.Popen[bytes]:
        with log.open("wb") as output:
            process = subprocess.Popen(command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, cwd="/",
                                       start_new_session=True, **_account())  # type: ignore[call-overload]
        self._processes.append(process)
        return process


def _exit_on_signal(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _account() -> dict[str, object]:
    """Neither server runs as root."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam(ACCOUNT)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": [], "env": {"PATH": os.environ["PATH"]}}


def _run(command: list[str | Path]) -> None:
    subprocess.run(command, check=True, capture_output=True, cwd="/", **_account())  # type: ignore[call-overload]


def _wait(process: subprocess.Popen[bytes], port: int, log: Path, ready: object) -> None:
    assert callable(ready)
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end and process.poll() is None:
        if ready():
            with socket.create_connection(("127.0.0.1", port), timeout=5):
                return
        time.sleep(0.05)
    raise Unavailable(f"the server does not start: {log.read_text(errors='replace').strip()[-300:]}")

"""The databases themselves: made, filled, and read back around every call, through connections of the oracle's own."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any, Protocol

from values import COLUMN_TYPES, COLUMNS

State = dict[str, Any]
Rows = dict[str, list[tuple[Any, ...]]]


class Store(Protocol):
    def reset(self, content: Rows) -> None:
        """Makes the tables hold exactly this."""

    def dump(self) -> State:
        """The tables and views that there are now, with their rows."""

    def mark(self) -> int:
        """A place in the list of statements."""

    def statements(self, since: int) -> str:
        """The text of all statements that others ran after the mark."""


def create_statements(types: dict[str, str], quote: str, tail: str = "") -> list[str]:
    made = []
    for table, columns in COLUMNS.items():
        fields = ", ".join(f"{column} {types[COLUMN_TYPES.get(column, 'text')]}" for column in columns.split())
        made.append(f"CREATE TABLE {quote}{table}{quote} ({fields}){tail}")
    return made


class Sqlite:
    """One file; every connection made in this process tells its statements."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.trace: list[str] = []
        self.others: list[sqlite3.Connection] = []
        self.admin = sqlite3.connect(path, timeout=2, isolation_level=None, check_same_thread=False)
        self.admin.executescript("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY;")
        self._listen()

    def _listen(self) -> None:
        connect = sqlite3.connect

        def traced(*arguments: Any, **keywords: Any) -> sqlite3.Connection:
            connection = connect(*arguments, **keywords)
            connection.set_trace_callback(self.trace.append)
            self.others.append(connection)
            return connection

        sqlite3.connect = sqlite3.dbapi2.connect = traced  # type: ignore[assignment, attr-defined]

    def end_transactions(self) -> None:
        """Commits what the case's own connections left open."""
        for connection in list(self.others):
            try:
                connection.commit()
            except sqlite3.Error:
                # It is closed, or belongs to a thread of its own, whose library closes it.
                self.others.remove(connection)

    def reset(self, content: Rows) -> None:
        types = {"id": "INTEGER PRIMARY KEY", "integer": "INTEGER", "real": "REAL", "date": "TEXT", "text": "TEXT"}
        self.admin.execute("BEGIN IMMEDIATE")
        expected = set(COLUMNS)
        found = {name for name, in self.admin.execute("SELECT name FROM sqlite_master")}
        if found != expected:
            for kind, name in self.admin.execute("SELECT type, name FROM sqlite_master").fetchall():
                self.admin.execute(f'DROP {kind} IF EXISTS "{name.replace(chr(34), chr(34) * 2)}"')
            for statement in create_statements(types, '"'):
                self.admin.execute(statement)
        for table, lines in content.items():
            self.admin.execute(f'DELETE FROM "{table}"')
            marks = ",".join("?" * len(lines[0]))
            self.admin.executemany(f'INSERT INTO "{table}" VALUES ({marks})', lines)
        self.admin.execute("COMMIT")

    def dump(self) -> State:
        self.end_transactions()
        names = self.admin.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY 1").fetchall()
        state: State = {}
        for name, in names:
            state[name] = self.admin.execute(f'SELECT * FROM "{name.replace(chr(34), chr(34) * 2)}"').fetchall()
        return state

    def mark(self) -> int:
        self.trace.clear()
        return 0

    def statements(self, since: int) -> str:
        return "\n".join(self.trace[since:])


class Duckdb:
    """One file, opened once in this process; what a case opens shares it."""

    def __init__(self, path: Path) -> None:
        import duckdb

        self.path = path
        self.admin = duckdb.connect(str(path))

    def reset(self, content: Rows) -> None:
        types = {"id": "INTEGER", "integer": "INTEGER", "real": "DOUBLE", "date": "DATE", "text": "VARCHAR"}
        found = {name for name, in self.admin.execute("SELECT table_name FROM information_schema.tables").fetchall()}
        self.admin.execute("BEGIN")
        if found != set(COLUMNS):
            for name in found:
                self.admin.execute(f'DROP TABLE IF EXISTS "{name}"')
            for statement in create_statements(types, '"'):
                self.admin.execute(statement)
        for table, lines in content.items():
            self.admin.execute(f'DELETE FROM "{table}"')
            marks = ",".join(f"({','.join('?' * len(lines[0]))})" for _ in lines)
            self.admin.execute(f'INSERT INTO "{table}" VALUES {marks}', [field for line in lines for field in line])
        self.admin.execute("COMMIT")

    def dump(self) -> State:
        names = self.admin.execute("SELECT table_name FROM information_schema.tables ORDER BY 1").fetchall()
        return {name: self.admin.execute(f'SELECT * FROM "{name}" ORDER BY ALL').fetchall() for name, in names}

    def mark(self) -> int:
        return 0

    def statements(self, since: int) -> str:
        return ""


class _Logged:
    """A server that writes every statement into a file, also those of the other databases."""

    log: Path

    def mark(self) -> int:
        return self.log.stat().st_size

    def _read(self, since: int) -> str:
        with self.log.open("rb") as log:
            log.seek(since)
            return log.read().decode(errors="replace")


class Postgresql(_Logged):
    def __init__(self, port: int, database: str, log: Path) -> None:
        import psycopg2

        self.log = log
        self.database = database
        self.url = f"postgresql://oracle@127.0.0.1:{port}/{database}"
        with_server = psycopg2.connect(f"postgresql://oracle@127.0.0.1:{port}/postgres")
        with_server.autocommit = True
        with with_server.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {database}")
        with_server.close()
        self.admin = psycopg2.connect(self.url, options="-c lock_timeout=3000 -c log_statement=none -c client_min_messages=error")
        self.admin.autocommit = True
        self.expected: list[tuple[str, str]] | None = None
        self.resets = 0

    def reset(self, content: Rows) -> None:
        types = {"id": "INTEGER GENERATED BY DEFAULT AS IDENTITY (START 101) PRIMARY KEY", "integer": "INTEGER",
                 "real": "DOUBLE PRECISION", "date": "DATE", "text": "TEXT"}
        with self.admin.cursor() as cursor:
            if self.expected is None or self._columns() != self.expected:
                cursor.execute("DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public; "
                               + "; ".join(create_statements(types, '"')))
                self.expected = self._columns()
            # Deleting is faster, but after many rounds rows are no longer found in the order they went in.
            self.resets += 1
            parts = [f'DELETE FROM "{table}"; SELECT setval(\'"{table}_id_seq"\', 101, false)' for table in content]
            if self.resets % 40 == 0:
                parts = ["TRUNCATE " + ", ".join(f'"{table}"' for table in content) + " RESTART IDENTITY"]
            for table, lines in content.items():
                marks = ",".join(["%s"] * len(lines))
                # PostgreSQL's texts cannot hold a NUL, so neither can its rows.
                clean = [tuple(f.replace("\0", "") if isinstance(f, str) else f for f in line) for line in lines]
                parts.append(cursor.mogrify(f'INSERT INTO "{table}" VALUES {marks}', clean).decode())
            cursor.execute("BEGIN; " + "; ".join(parts) + "; COMMIT")

    def _columns(self) -> list[tuple[str, str]]:
        with self.admin.cursor() as cursor:
            cursor.execute("SELECT relname, attname FROM pg_attribute JOIN pg_class c ON c.oid = attrelid WHERE "
                           "relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = 'public') "
                           "AND relkind IN ('r', 'v') AND attnum > 0 ORDER BY 1, attnum")
            found: list[tuple[str, str]] = cursor.fetchall()
        return found

    def dump(self) -> State:
        state: State = {}
        with self.admin.cursor() as cursor:
            for table in sorted({table for table, _ in self._columns()}):
                cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
                state[table] = cursor.fetchall()
        return state

    def statements(self, since: int) -> str:
        # A statement of several lines has the name of its database before the first.
        parts = re.split(r"^(oracle_[0-9]+|postgres|)\|", self._read(since), flags=re.M)
        return "\n".join(text for name, text in zip(parts[1::2], parts[2::2]) if name == self.database)


class Mariadb(_Logged):
    ENTRY = re.compile(r"^(?:[0-9]{6} +[0-9:]+)?[\t ]+([0-9]+) (Connect|Query|Init DB|Quit|Prepare|Execute)\t?", re.M)

    def __init__(self, port: int, database: str, log: Path) -> None:
        import pymysql

        self.log = log
        self.database = database
        self.threads: set[str] = set()
        self.seen = 0
        self.login = {"host": "127.0.0.1", "port": port, "user": "oracle", "password": "", "charset": "utf8mb4"}
        self.admin: Any = pymysql.connect(**self.login, autocommit=True)  # type: ignore[arg-type]
        with self.admin.cursor() as cursor:
            cursor.execute("SET sql_log_off = 1")
            cursor.execute("SET lock_wait_timeout = 3")
            cursor.execute("SET innodb_lock_wait_timeout = 3")
            cursor.execute(f"DROP DATABASE IF EXISTS {database}")
            cursor.execute(f"CREATE DATABASE {database}")
            cursor.execute(f"USE {database}")

    def reset(self, content: Rows) -> None:
        types = {"id": "INTEGER AUTO_INCREMENT PRIMARY KEY", "integer": "INTEGER", "real": "DOUBLE", "date": "DATE",
                 "text": "TEXT"}
        with self.admin.cursor() as cursor:
            cursor.execute("SHOW TABLES")
            if {name for name, in cursor.fetchall()} != set(COLUMNS):
                cursor.execute(f"DROP DATABASE {self.database}")
                cursor.execute(f"CREATE DATABASE {self.database}")
                cursor.execute(f"USE {self.database}")
                for statement in create_statements(types, "`", " AUTO_INCREMENT = 101"):
                    cursor.execute(statement)
            cursor.execute("BEGIN")
            for table, lines in content.items():
                cursor.execute(f"DELETE FROM `{table}`")
                cursor.executemany(f"INSERT INTO `{table}` VALUES ({','.join(['%s'] * len(lines[0]))})", lines)
            cursor.execute("COMMIT")

    def dump(self) -> State:
        state: State = {}
        with self.admin.cursor() as cursor:
            cursor.execute("SHOW TABLES")
            for name, in cursor.fetchall():
                cursor.execute(f"SELECT * FROM `{name}` ORDER BY 1")
                # A number that the server gave says nothing: it counts on from call to call.
                state[name] = [("new", *line[1:]) if isinstance(line[0], int) and line[0] > 100 else line for line in cursor.fetchall()]
        return state

    def statements(self, since: int) -> str:
        found = []
        # Only the line of a connection tells its database, and the connection may be older than the mark.
        text = self._read(min(self.seen, since))
        offset = len(self._read(since))
        entries = list(self.ENTRY.finditer(text))
        for entry, following in zip(entries, [*entries[1:], None]):
            said = text[entry.end():following.start() if following else None]
            if entry[2] == "Connect" and f" on {self.database} " in said:
                self.threads.add(entry[1])
            elif entry[1] in self.threads and entry.start() >= len(text) - offset:
                found.append(said)
        self.seen = since
        return "\n".join(found)

"""A database of PostgreSQL for one process at a time, and what the server says of its connections."""

from __future__ import annotations

import time
from typing import Any

import psycopg2

LIMIT = 44
SETTLE_SECONDS = 3
# A backend that a client has left is gone a moment later. One with a transaction is in a client's hands for sure.
COUNT = "SELECT count(*), count(*) FILTER (WHERE state <> 'idle') FROM pg_stat_activity WHERE usename = %s"
END = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s"


class Database:
    """Empty when it is made, and owned by a role of the same name."""

    def __init__(self, port: int, name: str) -> None:
        self.name = name
        try:
            self.admin = connect(port, name)
        except psycopg2.OperationalError:
            create(port, name)
            self.admin = connect(port, name)
        self._run(END, name)
        self.settled(0)
        self._run(f"DROP OWNED BY {name} CASCADE")

    def count(self) -> tuple[int, int]:
        """The connections of the role, and those among them that have a transaction."""
        ((total, busy),) = self._run(COUNT, self.name)
        return total, busy

    def settled(self, at_most: int) -> int:
        """How many connections are left once those that were closed are gone."""
        end = time.monotonic() + SETTLE_SECONDS
        while (total := self.count()[0]) > at_most and time.monotonic() < end:
            time.sleep(0.005)
        return total

    def _run(self, statement: str, *values: str) -> list[tuple[Any, ...]]:
        with self.admin.cursor() as cursor:
            cursor.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []


def connect(port: int, name: str) -> Any:
    connection = psycopg2.connect(host="127.0.0.1", port=port, user="oracle", dbname=name)
    connection.autocommit = True
    return connection


def create(port: int, name: str) -> None:
    """No case takes the connections of another: the role has a limit, which counts as it is no superuser."""
    with connect(port, "postgres").cursor() as cursor:
        cursor.execute(f"CREATE ROLE {name} LOGIN CONNECTION LIMIT {LIMIT}")
        cursor.execute(f"CREATE DATABASE {name} OWNER {name}")

"""A database of a server for one process at a time, and what the server says of its connections."""

from __future__ import annotations

import time
from typing import Any, ClassVar

import psycopg2
import pymysql

LIMIT = 44
SETTLE_SECONDS = 3
HOST = "127.0.0.1"


class Database:
    """One of PostgreSQL: empty when it is made, and owned by a role of the same name."""

    # A backend that a client has left is gone a moment later. One with a transaction is in a client's hands for sure.
    COUNT: ClassVar[str] = ("SELECT count(*), count(*) FILTER (WHERE state <> 'idle') FROM pg_stat_activity "
                            "WHERE usename = %s")
    END: ClassVar[str] = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s"
    # Tells the connection, after so many seconds.
    QUERY: ClassVar[str] = "SELECT pg_backend_pid() FROM pg_sleep({})"

    def __init__(self, port: int, name: str) -> None:
        self.port = port
        self.name = name
        self.admin = self.connect()
        self.run(self.END, name)
        self.settled(0)
        self.empty()

    def connect(self) -> Any:
        try:
            return connect(self.port, self.name)
        except psycopg2.OperationalError:
            create(self.port, self.name)
            return connect(self.port, self.name)

    def empty(self) -> None:
        self.run(f"DROP OWNED BY {self.name} CASCADE")

    def count(self) -> tuple[int, int]:
        """The connections of the role, and those among them that have a transaction."""
        ((total, busy),) = self.run(self.COUNT, self.name)
        return int(total), int(busy)

    def settled(self, at_most: int) -> int:
        """How many connections are left once those that were closed are gone."""
        end = time.monotonic() + SETTLE_SECONDS
        while (total := self.count()[0]) > at_most and time.monotonic() < end:
            time.sleep(0.005)
        return total

    def direct(self, keywords: dict[str, Any]) -> dict[str, Any]:
        """What a driver is given to connect with, for this database: a case may write another into its file."""
        named = dict.fromkeys({"database", "dbname"} & keywords.keys(), self.name)
        return {**keywords, "host": HOST, "port": self.port, "user": self.name, **named}

    def run(self, statement: str, *values: str) -> list[tuple[Any, ...]]:
        with self.admin.cursor() as cursor:
            cursor.execute(statement, values or None)
            return list(cursor.fetchall()) if cursor.description else []


class MariaDb(Database):
    """One of MariaDB, whose users all exist; those of a database are told by their name."""

    COUNT = ("SELECT count(*), coalesce(sum(command <> 'Sleep'), 0) FROM information_schema.processlist "
             "WHERE user = %s")
    END = "KILL USER %s"
    QUERY = "SELECT connection_id() FROM (SELECT sleep({})) AS pause"

    def connect(self) -> Any:
        return pymysql.connect(host=HOST, port=self.port, user="oracle", autocommit=True)

    def empty(self) -> None:
        self.run(f"CREATE OR REPLACE DATABASE {self.name}")


KINDS: dict[str, type[Database]] = {"postgresql": Database, "mariadb": MariaDb}


def connect(port: int, name: str) -> Any:
    connection = psycopg2.connect(host=HOST, port=port, user="oracle", dbname=name)
    connection.autocommit = True
    return connection


def create(port: int, name: str) -> None:
    """No case takes the connections of another: the role has a limit, which counts as it is no superuser."""
    with connect(port, "postgres").cursor() as cursor:
        cursor.execute(f"CREATE ROLE {name} LOGIN CONNECTION LIMIT {LIMIT}")
        cursor.execute(f"CREATE DATABASE {name} OWNER {name}")

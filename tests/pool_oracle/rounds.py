"""Runs queries through an engine, all at once, and counts its connections.

SQLAlchemy's asyncio is imported late: a case that forgets to import it must fail.
"""

from __future__ import annotations

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlalchemy import Engine, text
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.pool import Pool

from cases import QUERIES
from database import Database

HOLD_SECONDS = 0.01
LINGER_SECONDS = 0.04
POLL_SECONDS = 0.01
# After so long without a further connection, no more are to be had.
GIVE_UP_SECONDS = 3


class Connections:
    """Those of one engine, each counted from before it opens until after it is closed."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.opened = self.open = self.most = 0

    def begin(self) -> None:
        """Forgets the connections that are closed already."""
        with self.lock:
            self.opened = self.most = self.open

    def opening(self) -> None:
        with self.lock:
            self.opened += 1
            self.open += 1
            self.most = max(self.most, self.open)

    def closed(self) -> None:
        with self.lock:
            self.open -= 1


# An engine and its pools share one dialect, and no other engine has it.
counted: dict[Any, Connections] = {}
# Every engine of the case, as some are kept nowhere.
made: list[Engine] = []


def watch(database: Database | None) -> None:
    """Lists all engines and counts their connections from now on."""
    connect, close = DefaultDialect.connect, Pool._close_connection

    def counted_connect(dialect: Any, *arguments: Any, **keywords: Any) -> Any:
        connections = counted.setdefault(dialect, Connections())
        connections.opening()
        try:
            return connect(dialect, *arguments, **(database.direct(keywords) if database else keywords))
        except BaseException:
            connections.closed()
            raise

    def counted_close(pool: Any, *arguments: Any, **keywords: Any) -> Any:
        try:
            return close(pool, *arguments, **keywords)
        finally:
            counted.setdefault(pool._dialect, Connections()).closed()

    # SQLAlchemy calls it with each new engine, and no dialect of the cases has one of its own.
    Dialect.engine_created = made.append  # type: ignore[method-assign, assignment]
    DefaultDialect.connect = counted_connect  # type: ignore[method-assign, assignment]
    Pool._close_connection = counted_close  # type: ignore[method-assign, assignment]


class Gate:
    """Lets no connection go back before as many are held as there may be, and a moment has passed.

    Until it opens nothing is closed, so that the server's count of connections is exact then.
    """

    def __init__(self, wanted: int, database: Database | None) -> None:
        self.wanted = wanted
        self.database = database
        # The most connections that the server saw at once, and how many were held when the gate opened.
        self.most = 0
        self.held = 0
        self.lock = threading.Lock()
        self.is_open = threading.Event()
        self.is_over = threading.Event()
        self.keeper = threading.Thread(target=self._keep)

    def __enter__(self) -> Gate:
        self.keeper.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.is_over.set()
        self.keeper.join()

    def hold(self) -> None:
        with self.lock:
            self.held += not self.is_open.is_set()

    def _keep(self) -> None:
        held, end = 0, time.monotonic() + GIVE_UP_SECONDS
        while not self.is_over.wait(POLL_SECONDS):
            if self.held > held:
                held, end = self.held, time.monotonic() + GIVE_UP_SECONDS
            if not self.is_open.is_set() and (held >= self.wanted or time.monotonic() > end):
                time.sleep(LINGER_SECONDS)
                if self.database:
                    self.most = max(self.most, self.database.count()[0])
                self.is_open.set()
            elif self.database:
                self.most = max(self.most, self.database.count()[1])


def measure(engine: Any, wanted: int, keeps: int, database: Database | None,
            loop: asyncio.AbstractEventLoop) -> dict[str, Any]:
    """The rounds of an engine that is to have so many connections at once, and to keep some of them for the next."""
    if engine.dialect.is_async and not hasattr(engine, "sync_engine"):
        from sqlalchemy.ext.asyncio import AsyncEngine

        engine = AsyncEngine(engine)
    connections = counted.setdefault(engine.dialect, Connections())
    connections.begin()
    # The other engines of the case may keep some too.
    others = sum(one.open for one in counted.values()) - connections.open
    if database:
        database.settled(others + connections.open)
    query = database.QUERY.format(HOLD_SECONDS) if database else "SELECT 1"
    answers: list[Any] = []
    most = left = 0
    for _ in range(2 if keeps else 1):
        with Gate(wanted, database) as gate:
            if hasattr(engine, "sync_engine"):
                answers += loop.run_until_complete(run_tasks(engine, query, gate))
            else:
                answers += run_threads(engine, query, gate)
        if database:
            most = max(most, gate.most - others)
            left = database.settled(others + connections.open) - others
        # What a first round has waited for in vain, a second does not wait for.
        wanted = min(wanted, gate.held)
    errors = [answer for answer in answers if isinstance(answer, Exception)]
    found: dict[str, Any] = {"queries": len(answers), "errors": [describe(error) for error in errors],
                             "opened": connections.opened, "most": connections.most, "left": connections.open}
    if database:
        found["server"] = {"opened": len(set(answers) - set(errors)), "most": most, "left": left}
    if hasattr(engine, "sync_engine"):
        loop.run_until_complete(engine.dispose())
    else:
        engine.dispose()
    return found


def run_threads(engine: Any, query: str, gate: Gate) -> list[Any]:
    barrier = threading.Barrier(QUERIES)

    def run(_: int) -> Any:
        barrier.wait()
        try:
            with engine.connect() as connection:
                answer = connection.execute(text(query)).scalar()
                gate.hold()
                gate.is_open.wait()
                time.sleep(HOLD_SECONDS)
                return answer
        except Exception as error:
            return error

    with ThreadPoolExecutor(QUERIES) as threads:
        return list(threads.map(run, range(QUERIES)))


async def run_tasks(engine: Any, query: str, gate: Gate) -> list[Any]:
    async def run() -> Any:
        async with engine.connect() as connection:
            answer = (await connection.execute(text(query))).scalar()
            gate.hold()
            while not gate.is_open.is_set():
                await asyncio.sleep(POLL_SECONDS)
            await asyncio.sleep(HOLD_SECONDS)
            return answer

    # No task runs before all of them are made.
    return await asyncio.gather(*(run() for _ in range(QUERIES)), return_exceptions=True)


def describe(error: BaseException) -> str:
    """An exception in one line, without the statement that SQLAlchemy appends."""
    message = " ".join(str(error).partition("[SQL:")[0].split())[:300]
    return f"{type(error).__name__}: {message}"

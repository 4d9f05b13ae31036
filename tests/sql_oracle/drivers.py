"""What the calls of a case are given, by the driver that its header names."""

from __future__ import annotations

import asyncio
import inspect
import os
from pathlib import Path
from typing import Any, Awaitable, Callable, NamedTuple

from stores import Duckdb, Mariadb, Postgresql, Sqlite, Store


class Place(NamedTuple):
    """Where this process may make its database."""

    folder: Path
    name: str
    ports: dict[str, int]
    logs: dict[str, Path]


# The server each driver needs; none is a file in the folder.
SERVERS = {
    "psycopg2": "postgresql",
    "psycopg": "postgresql",
    "asyncpg": "postgresql",
    "sqlalchemy-postgresql": "postgresql",
    "sqlalchemy-psycopg": "postgresql",
    "sqlalchemy-asyncpg": "postgresql",
    "pymysql": "mariadb",
    "aiomysql": "mariadb",
    "sqlalchemy-pymysql": "mariadb",
}
FILES = {"sqlite3", "aiosqlite", "duckdb", "sqlalchemy-sqlite", "sqlalchemy-aiosqlite", "pandas", "django", "peewee",
         "databases"}


class Driver:
    """Gives the names that a call uses, made on demand, and takes them back afterwards."""

    def __init__(self, name: str, place: Place, loop: asyncio.AbstractEventLoop) -> None:
        self.driver = name
        self.loop = loop
        self.store: Any = self._store(name, place)
        self.url = {"sqlalchemy-sqlite": f"sqlite:///{place.folder}/database",
                    "sqlalchemy-aiosqlite": f"sqlite+aiosqlite:///{place.folder}/database",
                    "databases": f"sqlite+aiosqlite:///{place.folder}/database",
                    "sqlalchemy-postgresql": f"postgresql+psycopg2://{self._server_url()}",
                    "sqlalchemy-psycopg": f"postgresql+psycopg://{self._server_url()}",
                    "sqlalchemy-asyncpg": f"postgresql+asyncpg://{self._server_url()}",
                    "sqlalchemy-pymysql": f"mysql+pymysql://{self._server_url()}?charset=utf8mb4",
                    "pandas": f"sqlite:///{place.folder}/database"}.get(name, self._server_url(full=True))
        os.environ["DATABASE_PATH"] = str(place.folder / "database")
        os.environ["DATABASE_URL"] = self.url
        self.made: dict[str, Any] = {}
        # Connecting to a server is slow, so what is still open after a call serves the next one.
        self.kept: dict[str, Any] = {}
        self.endings: list[Callable[[], object]] = []

    def _store(self, name: str, place: Place) -> Store:
        server = SERVERS.get(name)
        if server == "postgresql":
            return Postgresql(place.ports[server], place.name, place.logs[server])
        if server == "mariadb":
            return Mariadb(place.ports[server], place.name, place.logs[server])
        if name not in FILES:
            raise ValueError(f"an unknown driver: {name}")
        return Duckdb(place.folder / "database") if name == "duckdb" else Sqlite(place.folder / "database")

    def _server_url(self, full: bool = False) -> str:
        if isinstance(self.store, Postgresql):
            return self.store.url if full else self.store.url.removeprefix("postgresql://")
        if isinstance(self.store, Mariadb):
            return f"oracle@127.0.0.1:{self.store.login['port']}/{self.store.database}"
        return str(self.store.path)

    def prepare(self) -> None:
        """What must be there before the case is imported."""
        if self.driver == "django":
            import django
            from django.conf import settings

            settings.configure(DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                                                      "NAME": os.environ["DATABASE_PATH"]}},
                               DEFAULT_AUTO_FIELD="django.db.models.AutoField", USE_TZ=False, DEBUG=False)
            django.setup()

    def settle(self, value: Any) -> Any:
        return self.loop.run_until_complete(_wait_for(value)) if inspect.isawaitable(value) else value

    def give(self, name: str) -> Any:
        if name not in self.made:
            self.made[name] = getattr(self, f"_make_{name}")()
        return self.made[name]

    def finish(self) -> None:
        """Commits and closes; what fails here has failed in the call already."""
        for ending in reversed(self.endings):
            try:
                self.settle(ending())
            except Exception:
                continue
        self.endings.clear()
        self.made.clear()

    def _keep(self, name: str, make: Callable[[], Any], ending: str | None = "commit") -> Any:
        """A connection, engine or pool that outlives the call."""
        if name not in self.kept:
            self.kept[name] = self.settle(make())
        kept = self.kept[name]

        def end() -> None:
            is_open = getattr(kept, "open", True) and not getattr(kept, "closed", False)
            if not is_open or (hasattr(kept, "is_closed") and kept.is_closed()):
                del self.kept[name]
            elif ending:
                self.settle(getattr(kept, ending)())

        self.endings.append(end)
        return kept

    def _make_database(self) -> Any:
        if isinstance(self.store, Mariadb):
            # A database of aiomysql and PyMySQL goes by different names.
            return {**self.store.login, ("db" if self.driver == "aiomysql" else "database"): self.store.database}
        return self.url

    def _make_connection(self) -> Any:
        made = getattr(self, f"_connect_{self.driver.split('-')[0]}")()
        return made

    def _make_cursor(self) -> Any:
        connection = self.give("connection")
        return self.settle(connection.cursor())

    def _connect_sqlite3(self) -> Any:
        import sqlite3

        connection = sqlite3.connect(self.store.path)
        self.endings += [connection.close, connection.commit]
        return connection

    def _connect_pandas(self) -> Any:
        return self._connect_sqlite3()

    def _connect_aiosqlite(self) -> Any:
        import aiosqlite

        connection = self.settle(aiosqlite.connect(self.store.path))
        self.endings += [connection.close, connection.commit]
        return connection

    def _connect_duckdb(self) -> Any:
        connection = self.store.admin.cursor()
        self.endings += [connection.close]
        return connection

    def _connect_psycopg2(self) -> Any:
        import psycopg2

        return self._keep("connection", lambda: psycopg2.connect(self.store.url))

    def _connect_psycopg(self) -> Any:
        import psycopg

        return self._keep("connection", lambda: psycopg.connect(self.store.url))

    def _make_async_connection(self) -> Any:
        import psycopg

        return self._keep("async_connection", lambda: psycopg.AsyncConnection.connect(self.store.url))

    def _connect_asyncpg(self) -> Any:
        import asyncpg

        return self._keep("connection", lambda: asyncpg.connect(self.store.url), "reset")

    def _make_pool(self) -> Any:
        if self.driver == "asyncpg":
            import asyncpg

            return self._keep("pool", lambda: asyncpg.create_pool(self.store.url, min_size=1, max_size=1), None)
        if self.driver == "aiomysql":
            import aiomysql

            return self._keep("pool", lambda: aiomysql.create_pool(1, 1, autocommit=True, **self._make_database()), None)
        import psycopg2.pool

        return self._keep("pool", lambda: psycopg2.pool.SimpleConnectionPool(1, 1, self.store.url), None)

    def _connect_pymysql(self) -> Any:
        import pymysql

        return self._keep("connection", lambda: pymysql.connect(**self._make_database()))

    def _connect_aiomysql(self) -> Any:
        import aiomysql

        return self._keep("connection", lambda: aiomysql.connect(**self._make_database()))

    def _make_engine(self) -> Any:
        if self.driver in ("sqlalchemy-asyncpg", "sqlalchemy-aiosqlite"):
            from sqlalchemy.ext.asyncio import create_async_engine as create_engine
        else:
            from sqlalchemy import create_engine  # type: ignore[assignment]
        return self._keep("engine", lambda: create_engine(self.url), None)

    def _connect_sqlalchemy(self) -> Any:
        connection = self.settle(self.give("engine").connect())
        self.endings += [connection.close, connection.commit]
        return connection

    def _make_session(self) -> Any:
        if self.driver in ("sqlalchemy-asyncpg", "sqlalchemy-aiosqlite"):
            from sqlalchemy.ext.asyncio import AsyncSession as Session
        else:
            from sqlmodel import Session  # type: ignore[assignment]
        session = Session(self.give("engine"))
        self.endings += [session.close, session.commit]
        return session

    def _connect_django(self) -> Any:
        from django.db import connection

        return connection

    def _connect_peewee(self) -> Any:
        import peewee

        database = peewee.SqliteDatabase(self.store.path)
        self.endings += [database.close]
        return database

    def _connect_databases(self) -> Any:
        import databases

        database = databases.Database(self.url)
        self.settle(database.connect())
        self.endings += [database.disconnect]
        return database


async def _wait_for(value: Awaitable[Any]) -> Any:
    return await value


NAMES = [name.removeprefix("_make_") for name in vars(Driver) if name.startswith("_make_")]

#!/usr/bin/env python3
"""The oracle must pass right rewrites and report wrong ones.

    python3 tests/pool_oracle/test_oracle.py

Without the servers or the drivers the tests that need them are skipped.
"""

from __future__ import annotations

import sys
import tempfile
import unittest
from pathlib import Path
from typing import NamedTuple

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from cases import BadCase, read_case
from run import Report, run

SYNC = '''import os

from sqlalchemy import create_engine
from sqlalchemy.pool import {}

engine = create_engine(os.environ["DATABASE_URL"]{})
'''
ASYNC = '''import os

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import {}

engine = create_async_engine(os.environ["DATABASE_URL"]{})
'''
FACTORY = '''import os

from sqlalchemy import create_engine
from sqlalchemy.pool import {}


def build():
    return create_engine(os.environ["DATABASE_URL"]{})


class Database:
    engine = property(lambda self: build())


database = Database()
'''
LITERAL = '''from sqlalchemy import create_engine
from sqlalchemy.pool import {0}

engine = create_engine("{1}", poolclass={0})
'''
# Of no engine that is left, but for the oracle's list.
NOWHERE = SYNC.replace("engine = ", "print(").rstrip() + ")\n"
SERVED = '''import os

import uvicorn
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import {0}

app = FastAPI()


async def start():
    app.state.engine = create_async_engine(os.environ["DATABASE_URL"], poolclass={0})


if __name__ == "__main__":
    app.state.engine = create_async_engine(os.environ["DATABASE_URL"], poolclass={0})
    uvicorn.run(app)
'''
FLASK = '''from sqlalchemy.pool import {0}


class Config:
    SQLALCHEMY_ENGINE_OPTIONS = {{"poolclass": {0}}}
'''
GIVEN = ", pool_size=20, max_overflow=40, pool_pre_ping=True, pool_recycle=3600"
ALL = "20 40 pre_ping recycle=3600"


class Rewrite(NamedTuple):
    """A rewrite, and words of what the oracle is to say of it; of a right one it says nothing."""

    driver: str
    pool: str
    before: str
    after: str
    words: tuple[str, ...] = ()
    engine: str = "engine"
    today: str = "NullPool"
    path: str = "service/db.py"
    variable: str = ""


def sync(arguments: str = "", name: str = "QueuePool", code: str = SYNC) -> str:
    return code.format(name, f", poolclass={name}{arguments}")


def asynchronous(arguments: str = "", name: str = "AsyncAdaptedQueuePool") -> str:
    return sync(arguments, name, ASYNC)


def literal(name: str, url: str) -> str:
    return LITERAL.format(name, url)


SYNC_NOW, ASYNC_NOW, FACTORY_NOW = (sync("", "NullPool", code) for code in (SYNC, ASYNC, FACTORY))
REWRITES = {
    "right_sqlite": Rewrite("sqlite", f"QueuePool {ALL}", SYNC_NOW, sync(GIVEN)),
    "right_aiosqlite": Rewrite("aiosqlite", f"AsyncAdaptedQueuePool {ALL}", ASYNC_NOW, asynchronous(GIVEN)),
    "right_asyncpg": Rewrite("asyncpg", f"AsyncAdaptedQueuePool {ALL}", ASYNC_NOW, asynchronous(GIVEN)),
    "right_psycopg2_small": Rewrite("psycopg2", "QueuePool 3 2", SYNC_NOW, sync(", pool_size=3, max_overflow=2")),
    "right_psycopg_factory": Rewrite("psycopg", "QueuePool 5 10", FACTORY_NOW, sync(code=FACTORY), engine="build()"),
    "right_pymysql_small": Rewrite("pymysql", "QueuePool 3 2", SYNC_NOW, sync(", pool_size=3, max_overflow=2")),
    "right_literal_asyncpg": Rewrite("asyncpg", "AsyncAdaptedQueuePool 5 10",
                                     *(literal(name, "postgresql+asyncpg://shop:secret@db.example/orders")
                                       for name in ("NullPool", "AsyncAdaptedQueuePool"))),
    "right_literal_pymysql": Rewrite("pymysql", "QueuePool 5 10",
                                     *(literal(name, "mysql+pymysql://shop:secret@db.example/orders")
                                       for name in ("NullPool", "QueuePool"))),
    "right_other_variable": Rewrite("sqlite", "QueuePool 5 10", variable="ORDERS_URL",
                                    *(code.replace("DATABASE_URL", "ORDERS_URL") for code in (SYNC_NOW, sync()))),
    "right_part_of_url": Rewrite("psycopg", "QueuePool 5 10", variable="DRIVER=psycopg",
                                 *(code.replace('os.environ["DATABASE_URL"]',
                                                'f"postgresql+{os.environ[\'DRIVER\']}:///orders"')
                                   for code in (SYNC_NOW, sync()))),
    "right_engine_kept_nowhere": Rewrite("sqlite", "QueuePool 5 10", sync("", "NullPool", NOWHERE),
                                         sync(code=NOWHERE), engine="made[-1]"),
    "right_script": Rewrite("aiosqlite", "AsyncAdaptedQueuePool 5 10", SERVED.format("NullPool"),
                            SERVED.format("AsyncAdaptedQueuePool"), engine='script(__file__)["app"].state.engine'),
    "right_await": Rewrite("aiosqlite", "AsyncAdaptedQueuePool 5 10", SERVED.format("NullPool"),
                           SERVED.format("AsyncAdaptedQueuePool"), engine="(await start(), app.state.engine)[1]"),
    "right_flask": Rewrite("sqlite", "QueuePool 5 10", FLASK.format("NullPool"), FLASK.format("QueuePool"),
                           engine="flask_engine(Config)"),
    "unchanged_flask": Rewrite("sqlite", "QueuePool 5 10", FLASK.format("NullPool"), FLASK.format("NullPool"),
                               ("its pool: expected QueuePool; found NullPool",), engine="flask_engine(Config)"),
    "right_repair": Rewrite("psycopg-async", "AsyncAdaptedQueuePool 5 10", asynchronous(name="QueuePool"),
                            asynchronous(), today="raises ArgumentError"),
    "right_module_named_as_one_of_ours": Rewrite("sqlite", "QueuePool 5 10", SYNC_NOW, sync(), path="database.py"),
    "right_folder_that_is_no_package": Rewrite("sqlite", "QueuePool 5 10", SYNC_NOW, sync(), path="my-app/1.0/db.py"),
    "unchanged": Rewrite("sqlite", f"QueuePool {ALL}", SYNC_NOW, SYNC_NOW, (
        "its pool: expected QueuePool; found NullPool",
        "connections opened for 80 queries: expected at most 79; found 80")),
    "unchanged_on_a_server": Rewrite("psycopg2", "QueuePool 3 2", SYNC_NOW, SYNC_NOW, (
        "that the server saw: expected 5; found",)),
    "queue_pool_on_an_async_engine": Rewrite("asyncpg", f"AsyncAdaptedQueuePool {ALL}", ASYNC_NOW,
                                             asynchronous(GIVEN, "QueuePool"), ("the import", "ArgumentError")),
    "async_pool_on_a_sync_engine": Rewrite("sqlite", f"QueuePool {ALL}", SYNC_NOW, sync(GIVEN, "AsyncAdaptedQueuePool"),
                                           ("the import", "ArgumentError")),
    "static_pool": Rewrite("aiosqlite", "AsyncAdaptedQueuePool 5 10", ASYNC_NOW, asynchronous(name="StaticPool"),
                           ("its pool: expected AsyncAdaptedQueuePool; found StaticPool",)),
    "wrong_size": Rewrite("psycopg2", f"QueuePool {ALL}", SYNC_NOW, sync(", pool_size=5, max_overflow=1"), (
        "size: expected 20; found 5", "overflow: expected 40; found 1",
        "the most connections at once: expected 40; found 6")),
    "size_left_out": Rewrite("aiosqlite", f"AsyncAdaptedQueuePool {ALL}", ASYNC_NOW,
                             asynchronous(GIVEN.replace(" pool_size=20,", "")), ("size: expected 20; found 5",)),
    "pre_ping_left_out": Rewrite("sqlite", f"QueuePool {ALL}", SYNC_NOW,
                                 sync(GIVEN.replace(" pool_pre_ping=True,", "")), ("pre_ping: expected True; found False",)),
    "pre_ping_too_much": Rewrite("sqlite", "QueuePool 20 40", SYNC_NOW, sync(GIVEN),
                                 ("pre_ping: expected False; found True", "recycle: expected -1; found 3600")),
    "keyword_twice": Rewrite("sqlite", f"QueuePool {ALL}", SYNC_NOW, sync(GIVEN + ", pool_size=20"),
                             ("the import", "SyntaxError", "keyword argument repeated")),
    "import_missing": Rewrite("sqlite", f"QueuePool {ALL}", SYNC_NOW, SYNC.format("NullPool", ", poolclass=QueuePool"),
                              ("the import", "NameError")),
    "module_not_imported": Rewrite("aiosqlite", f"AsyncAdaptedQueuePool {ALL}", ASYNC_NOW,
                                   "import os\nimport sqlalchemy as sa\n\nengine = sa.ext.asyncio.create_async_engine("
                                   f"os.environ['DATABASE_URL']{GIVEN})\n", ("the import", "AttributeError")),
    "unbounded": Rewrite("asyncpg", "AsyncAdaptedQueuePool 3 2", ASYNC_NOW,
                         asynchronous(", pool_size=3, max_overflow=-1"), (
                             "overflow: expected 2; found -1", "the most connections at once: expected 5; found",
                             "the most connections at once that the server saw: expected 5; found")),
    "keeps_too_many": Rewrite("psycopg", "QueuePool 3 17", SYNC_NOW, sync(", pool_size=10, max_overflow=10"), (
        "connections kept: expected at most 3; found", "kept that the server saw: expected at most 3; found")),
    "keeps_too_many_on_mariadb": Rewrite("pymysql", "QueuePool 3 17", SYNC_NOW,
                                         sync(", pool_size=10, max_overflow=10"), (
        "connections kept: expected at most 3; found", "kept that the server saw: expected at most 3; found")),
    "unchanged_on_mariadb": Rewrite("pymysql", "QueuePool 3 2", SYNC_NOW, SYNC_NOW, (
        "that the server saw: expected 5; found",)),
    "an_engine_each_time": Rewrite("sqlite", "QueuePool 5 10", FACTORY_NOW, sync(code=FACTORY),
                                   ("one engine each time: expected True; found False",), engine="database.engine"),
    "queries_that_fail": Rewrite("sqlite", "QueuePool 5 10", SYNC_NOW, sync(", connect_args={'timeout': 'x'}"),
                                 ("failed queries: expected 0; found 80, as TypeError",)),
    "no_null_pool_before": Rewrite("sqlite", "QueuePool 5 10", sync(), sync(), (
        "before the rewrite, engine, its pool: expected NullPool; found QueuePool",)),
    "nothing_raised_before": Rewrite("sqlite", "QueuePool 5 10", SYNC_NOW, sync(),
                                     ("before the rewrite, engine: expected ImportError; found no error",),
                                     today="raises ImportError"),
    "process_ended": Rewrite("sqlite", "QueuePool 5 10", SYNC_NOW, sync() + "\nprint('bye', flush=True)\nos._exit(1)\n",
                             ("expected its end; found the process ended: bye",)),
}


def lay_out(folder: Path, name: str, rewrite: Rewrite) -> None:
    head = (f"# oracle: {rewrite.driver}\n# engine: {rewrite.engine}\n# pool: {rewrite.pool}\n"
            f"# before: {rewrite.today}\n" + (f"# variable: {rewrite.variable}\n" if rewrite.variable else ""))
    for side, code in (("before", rewrite.before), ("after", rewrite.after)):
        file = folder / name / side / rewrite.path
        file.parent.mkdir(parents=True)
        file.write_text(head + code)


class OracleTest(unittest.TestCase):
    report: Report

    @classmethod
    def setUpClass(cls) -> None:
        with tempfile.TemporaryDirectory(prefix="overhaul-pool-test-") as temporary:
            for name, rewrite in REWRITES.items():
                lay_out(Path(temporary), name, rewrite)
            cls.report = run(Path(temporary))

    def test_rewrites(self) -> None:
        cases = {case.name: case for case in self.report.cases}
        for name, rewrite in REWRITES.items():
            with self.subTest(name):
                if name not in cases:
                    self.skipTest("; ".join(self.report.skipped))
                self.assertGreater(cases[name].checks, 0)
                for version in self.report.versions:
                    failures = [failure for failure in cases[name].failures if failure.version == version.name]
                    told = "\n".join(failure.told() for failure in failures)
                    for word in rewrite.words:
                        self.assertIn(word, told)
                    if not rewrite.words:
                        self.assertEqual(told, "")

    def test_what_hangs_is_ended(self) -> None:
        with tempfile.TemporaryDirectory(prefix="overhaul-pool-test-") as temporary:
            hanging = "import os\nos.system('sleep 1000')\n" + sync()
            lay_out(Path(temporary), "hanging", Rewrite("sqlite", "QueuePool 5 10", SYNC_NOW, hanging))
            report = run(Path(temporary), seconds=2)
        for case in report.cases:
            self.assertEqual({failure.told().partition(", ")[2] for failure in case.failures},
                             {"after the rewrite, the run: expected its end; found no end within 2 s"})

    def test_headers_that_say_no_case(self) -> None:
        right = REWRITES["right_sqlite"]
        for problem, rewrite in {
            "an unknown driver: oracledb": right._replace(driver="oracledb"),
            "an unknown word: ping": right._replace(pool="QueuePool 20 40 ping"),
            "has no bound": right._replace(pool="QueuePool 20 -1"),
            "neither NullPool nor": right._replace(today="QueuePool"),
            "1 `# engine:` headers, 2 `# pool:`": right._replace(pool="QueuePool 1 2\n# pool: QueuePool 1 2"),
            "0 files have": right._replace(driver="sqlite", path="service/db.txt"),
        }.items():
            with tempfile.TemporaryDirectory(prefix="overhaul-pool-test-") as temporary, self.subTest(problem):
                lay_out(Path(temporary), "case", rewrite)
                with self.assertRaisesRegex(BadCase, problem):
                    read_case(Path(temporary, "case"))


if __name__ == "__main__":
    unittest.main()

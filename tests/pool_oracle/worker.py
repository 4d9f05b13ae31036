"""Runs in the environment's Python: builds the engines of one side of a case after another and says what each did.

    python worker.py PLACE < TASKS > OUTCOMES

PLACE is JSON, and so is each line of both streams: a side of a case, and what came of it before the next is read.

Each side is a child process, so that it meets no module, no engine and no connection of another. The packages that it
finds imported are the drivers and what `import sqlalchemy` brings: more would hide an import that a rewrite forgot.
The modules in `stand_ins` only let a case be imported whose web framework is not installed, and come last.
"""

from __future__ import annotations

import ast
import asyncio
import importlib
import importlib.util
import inspect
import json
import os
import shutil
import signal
import sys
import time
import traceback
from pathlib import Path
from types import ModuleType
from typing import Any

import sqlalchemy

from database import HOST, KINDS, Database
from reach import NAMES
from rounds import describe, measure, watch

OWN = ("cases", "database", "reach", "rounds")
STAND_INS = Path(__file__).with_name("stand_ins")
DRIVERS = ("aiosqlite", "asyncpg", "psycopg", "psycopg2", "pymysql", "sqlite3")


def import_main(root: Path, file: Path) -> ModuleType:
    """The module by its dotted name from the root, or by its place where it has no such name."""
    # The modules beside this one are none that a case may find: it may have a `database` of its own.
    sys.path[0] = str(root)
    for name in OWN:
        del sys.modules[name]
    # Folders like `src` are roots of their own.
    sys.path += [str(root / folder) for folder in file.parents if folder != Path(".")] + [str(STAND_INS)]
    parts = file.with_suffix("").parts
    parts = parts[:-1] if parts[-1] == "__init__" else parts
    if all(part.isidentifier() for part in parts):
        return importlib.import_module(".".join(parts))
    spec = importlib.util.spec_from_file_location("main_of_case", root / file)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def raised(error: BaseException) -> dict[str, str]:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return {"class": type(error).__name__, "told": f"{describe(error)} ({Path(frame.filename).name}:{frame.lineno})"}


def run_side(task: dict[str, Any], work: Path, place: dict[str, Any]) -> dict[str, Any]:
    # A case finds the files of its project, and leaves its own beside them.
    root = work / "project"
    shutil.copytree(task["root"], root)
    os.chdir(root)
    server = task["server"]
    database = KINDS[server](place["ports"][server], place["database"]) if server else None
    if database:
        os.environ.update(PGHOST=HOST, PGPORT=str(database.port), PGUSER=database.name, PGDATABASE=database.name)
        os.environ["DATABASE_URL"] = f"{task['dialect']}://{database.name}@{HOST}:{database.port}/{database.name}"
    else:
        os.environ["DATABASE_URL"] = f"{task['dialect']}:///{work / 'database.sqlite3'}"
    os.environ.update(variables_of(task))
    watch(database)
    try:
        module = import_main(root, Path(task["file"]))
    except (Exception, SystemExit) as error:
        return {"error": raised(error)}
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    return {"error": None, "engines": [run_engine(asked, module, database, loop) for asked in task["engines"]]}


def variables_of(task: dict[str, Any]) -> dict[str, str]:
    """The variables of the case; one without a value has the database's URL."""
    url = os.environ["DATABASE_URL"]
    return {name: url if value is None else value for name, value in task["variables"].items()}


def run_engine(asked: dict[str, Any], module: ModuleType, database: Database | None,
               loop: asyncio.AbstractEventLoop) -> dict[str, Any]:
    code = compile(asked["expression"], "engine", "eval", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)

    def give() -> Any:
        value = eval(code, {**NAMES, **vars(module)})
        return loop.run_until_complete(value) if inspect.iscoroutine(value) else value

    try:
        engine, again = give(), give()
    except Exception as error:
        return {"error": raised(error)}
    pool = engine.pool
    is_known = type(pool) is getattr(sqlalchemy.pool, type(pool).__name__, None)
    return {
        "error": None,
        "is_one": engine is again,
        "class": type(pool).__name__ if is_known else repr(type(pool)),
        "size": pool.size() if hasattr(pool, "size") else None,
        "overflow": getattr(pool, "_max_overflow", None),
        "pre_ping": bool(pool._pre_ping),
        "recycle": pool._recycle,
        "rounds": measure(engine, asked["wanted"], asked["keeps"], database, loop),
    }


def child(task: dict[str, Any], work: Path, place: dict[str, Any], output: Path) -> None:
    """The body of the child process; it never returns."""
    os.setsid()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    said = os.open(work / "said", os.O_WRONLY | os.O_CREAT)
    os.dup2(said, 1)
    os.dup2(said, 2)
    try:
        found = run_side(task, work, place)
    except BaseException:
        found = {"crash": traceback.format_exc(limit=-3).strip()}
    output.write_text(json.dumps(found))
    os._exit(0)


def run_task(task: dict[str, Any], work: Path, place: dict[str, Any]) -> dict[str, Any]:
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    output = work / "outcome.json"
    process = os.fork()
    if process == 0:
        child(task, work, place, output)
    end = time.monotonic() + place["seconds"]
    while not (is_over := has_ended(process)) and time.monotonic() < end:
        time.sleep(0.005)
    # What the case has started ends with it.
    try:
        os.killpg(process, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass
    os.waitpid(process, 0)
    if not is_over:
        return {"crash": f"no end within {place['seconds']} s"}
    if not output.exists():
        return {"crash": "the process ended: " + (work / "said").read_text(errors="replace")}
    found: dict[str, Any] = json.loads(output.read_text())
    return found


def has_ended(process: int) -> bool:
    """Leaves an ended process unreaped, so that its number stays its own."""
    return os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def main() -> None:
    place = json.loads(sys.argv[1])
    if sqlalchemy.__version__ != place["version"]:
        raise SystemExit(f"this is SQLAlchemy {sqlalchemy.__version__}, not {place['version']}")
    for driver in DRIVERS:
        importlib.import_module(driver)
    for line in sys.stdin:
        print(json.dumps(run_task(json.loads(line), Path(place["folder"]) / "work", place)), flush=True)


if __name__ == "__main__":
    main()

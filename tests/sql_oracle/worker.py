"""Runs in the environment's Python: makes every call of one side of some cases and writes down what came of each.

    python worker.py TASKS.json RESULTS.json

A side of a case is a child process, so that it meets no module and no connection of another.
"""

from __future__ import annotations

import asyncio
import importlib
import inspect
import json
import os
import shutil
import signal
import sys
import time
import traceback
import warnings
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from drivers import NAMES, Driver, Place
from values import Job, jobs, read_headers, rows

SIDE_SECONDS = 60
CALL_SECONDS = 10
BEFORE_ROLES = {"honest", "honest-name", "token", "unknown-name"}


class Slow(BaseException):
    """A call takes too long."""


def plain(value: Any, depth: int = 0) -> Any:
    """A result as JSON can hold it: rows are lists, models are their fields."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value if value == value else "nan"
    if isinstance(value, bytes):
        return {"bytes": value.hex()}
    if depth > 5:
        return repr(value)
    if hasattr(value, "to_dict") and hasattr(value, "columns"):
        return plain(value.to_dict(orient="split"), depth + 1)
    if hasattr(value, "_meta"):
        fields = getattr(value, "__data__", None) or {key: item for key, item in vars(value).items() if key[0] != "_"}
        return plain(fields, depth + 1)
    if hasattr(value, "_mapping"):
        return plain(list(value._mapping.values()), depth + 1)
    if isinstance(value, dict):
        return {str(key): plain(field, depth + 1) for key, field in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted((plain(item, depth + 1) for item in value), key=repr)
    if type(value).__name__ == "Record":
        return [plain(item, depth + 1) for item in value.values()]
    if hasattr(value, "fetchall"):
        return rows_of(value, depth)
    if hasattr(value, "keys") and hasattr(value, "__getitem__"):
        return [plain(value[key], depth + 1) for key in value.keys()]
    if hasattr(value, "__iter__") or hasattr(value, "__getitem__"):
        return [plain(item, depth + 1) for item in value]
    if type(value).__module__ in ("datetime", "decimal", "uuid"):
        return str(value)
    return f"<{type(value).__name__}>"


def rows_of(cursor: Any, depth: int) -> Any:
    if getattr(cursor, "returns_rows", True) is False or getattr(cursor, "description", True) is None:
        return {"rowcount": getattr(cursor, "rowcount", None)}
    return plain(cursor.fetchall(), depth + 1)


async def gather(value: Any) -> Any:
    """Waits for a result and, where it is a cursor or a generator that must be waited for, for its rows."""
    while inspect.isawaitable(value):
        value = await value
    if hasattr(value, "__aiter__") and not hasattr(value, "fetchall"):
        return [item async for item in value]
    if hasattr(value, "fetchall") and inspect.iscoroutinefunction(value.fetchall):
        return await value.fetchall()
    return value


def describe(error: BaseException) -> dict[str, Any]:
    """An exception with all the classes it stands for; libraries wrap those of their driver."""
    chain: list[BaseException] = [error]
    for other in (getattr(error, "orig", None), error.__cause__):
        if isinstance(other, BaseException) and other not in chain:
            chain += [other, *([other.__cause__] if other.__cause__ else [])]
    classes = {parent.__name__ for link in chain for parent in type(link).__mro__}
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return {"class": type(error).__name__, "classes": sorted(classes - {"object", "BaseException", "Exception"}),
            "message": message_of(error), "at": f"{Path(frame.filename).name}:{frame.lineno}"}


def message_of(error: BaseException) -> str:
    """One line, without the statement and the values that SQLAlchemy appends."""
    text = str(error).partition("[SQL:")[0]
    return " ".join((text or type(error).__name__).split())[:400]


def make_call(code: Any, job: Job, module: Any, driver: Driver) -> dict[str, Any]:
    driver.store.reset(rows(job.value))
    mark = driver.store.mark()
    outcome: dict[str, Any] = {"error": None, "result": None}
    signal.setitimer(signal.ITIMER_REAL, CALL_SECONDS)
    try:
        namespace = {**vars(module), "value": job.value, "name": job.name}
        for name in code.co_names:
            if name in NAMES and name not in vars(module):
                namespace[name] = driver.give(name)
        result = eval(code, namespace)
        if inspect.isawaitable(result) or hasattr(result, "__aiter__"):
            result = driver.loop.run_until_complete(gather(result))
        outcome["result"] = plain(result)
    except (Exception, SystemExit) as error:
        outcome["error"] = describe(error)
    except Slow as error:
        outcome["error"] = {"class": "Slow", "classes": ["Slow"], "message": f"over {CALL_SECONDS} s", "at": str(error)}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        driver.finish()
    outcome["state"] = plain(driver.store.dump())
    if job.role == "hostile-name":
        outcome["seen"] = bool(job.name.strip()) and job.name in driver.store.statements(mark)
    return outcome


def run_side(task: dict[str, Any], side: str, place: Place) -> list[Any]:
    warnings.simplefilter("ignore")
    root = Path(task["folder"]) / side
    main = Path(task["file"])
    driver_name, calls = read_headers((root / main).read_bytes())
    if driver_name is None:
        raise ValueError("the rewritten file has lost its headers")
    sys.path[:0] = [str(root)]
    sys.path.append(str((root / main).parent))
    sys.dont_write_bytecode = True
    os.chdir(root)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    driver = Driver(driver_name, place, loop)
    driver.store.reset(rows("import"))
    driver.prepare()
    module = importlib.import_module(".".join(main.with_suffix("").parts))
    codes = [compile(call.expression, "<call>", "eval") for call in calls]
    return [make_call(codes[job.call], job, module, driver) if side == "after" or job.role in BEFORE_ROLES else None
            for job in jobs(calls)]


def child(task: dict[str, Any], side: str, place: Place, output: Path) -> None:
    """The body of the child process; it never returns."""
    def too_slow(*_: object) -> None:
        raise Slow(CALL_SECONDS)

    signal.signal(signal.SIGALRM, too_slow)
    try:
        found: dict[str, Any] = {"outcomes": run_side(task, side, place)}
    except BaseException:
        found = {"crash": traceback.format_exc(limit=-3).strip()}
    output.write_text(json.dumps(found))
    os._exit(0)


def main() -> None:
    tasks = json.loads(Path(sys.argv[1]).read_text())
    results = []
    for module in tasks["preload"]:
        importlib.import_module(module)
    for task in tasks["tasks"]:
        found = {}
        for side in ("before", "after"):
            folder = Path(tasks["folder"]) / "work"
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            place = Place(folder, tasks["database"], tasks["ports"], {k: Path(v) for k, v in tasks["logs"].items()})
            output = folder / "outcomes.json"
            process = os.fork()
            if process == 0:
                child(task, side, place, output)
            end = time.monotonic() + SIDE_SECONDS
            while os.waitpid(process, os.WNOHANG) == (0, 0):
                if time.monotonic() > end:
                    os.kill(process, signal.SIGKILL)
                time.sleep(0.005)
            found[side] = json.loads(output.read_text()) if output.exists() else {"crash": "killed, or out of time"}
        results.append(found)
    Path(sys.argv[2]).write_text(json.dumps(results))


if __name__ == "__main__":
    main()

"""Runs one side of a case, again and again, and writes down what came of each run.

    python worker.py TASK.json RESULT.json PROGRESS

Without jobs in the task this is the code before the rewrite, and the worker finds out which jobs there are: what is
called, and which exception is raised where. With jobs it does those.
"""

from __future__ import annotations

import ast
import asyncio
import base64
import importlib
import inspect
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

HERE = str(Path(__file__).resolve().parent)
sys.path.insert(0, HERE)

from cases import module_name
from instances import LINE_EXCEPTIONS
from layout import Layout, read_layouts
from outcomes import drained, gathered
from sandbox import Loader, Refusal, Sandbox
from table import Table
from watch import Target, Watch

# A case may have modules of the same names.
for own in ("cases", "instances", "layout", "outcomes", "sandbox", "table", "watch"):
    del sys.modules[own]
sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != Path(HERE)]

Job = dict[str, Any]
SLOW_SECONDS = 0.25
IMPORT = -1


def job(mode: str, variant: str, call: int, key: str = "", exception: str = "", occurrence: int = 1) -> Job:
    """`mode` is plain (no probes), probed, inject (at a call) or line; `variant` says which import fails."""
    return {"mode": mode, "variant": variant, "call": call, "key": key, "exception": exception, "occurrence": occurrence}


class Side:
    def __init__(self, task: dict[str, Any], progress: Path) -> None:
        work = Path(task["work"])
        files = {name: base64.b64decode(content) for name, content in task["files"].items()}
        self.module = module_name(task["main"])
        self.calls = [compile(call, "<call>", "eval", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT) for call in task["calls"]]
        self.variants = ["", *task["variants"]]
        self.progress = progress
        layouts = read_layouts(Path(task["before"]), Path(task["after"]))
        self.layouts: dict[str, Layout] = layouts
        number = 0 if task["side"] == "before" else 1
        Loader.trees = {str(work / "code" / file): layout.trees[number] for file, layout in layouts.items()}
        rows = json.loads(Path(task["table"]).read_text())
        ranges = {str(work / "code" / file): [handler.body for handler in layout.handlers]
                  for file, layout in layouts.items() if layout.handlers}
        self.watch = Watch(Table(rows), ranges)
        self.sandbox = Sandbox(work, files)
        self.results: list[dict[str, Any]] = []

    def do(self, task: Job) -> dict[str, Any]:
        self.progress.write_text(json.dumps(task))
        broken, _, module = task["variant"].partition(" ")
        refusal = Refusal(module, broken == "broken") if module else None
        injects = task["mode"] in ("inject", "line")
        target = Target(task["key"], task["occurrence"], task["exception"]) if injects else None
        found: dict[str, Any] = {"result": None, "error": None, "globals": None}
        watch, sandbox = self.watch, self.sandbox
        watch.start(task["mode"] == "probed", target)
        sandbox.enter(refusal, task["mode"] != "plain")
        start = time.monotonic()
        try:
            if task["call"] == IMPORT:
                watch.open()
            module = importlib.import_module(self.module)
            if task["call"] == IMPORT:
                found["globals"] = self.globals()
            else:
                watch.open()
                found["result"] = self.evaluate(task["call"], module)
        except BaseException as error:
            found["error"] = sandbox.canon.error(error)
            error.__traceback__ = None
        module = None
        found["seconds"] = time.monotonic() - start
        found.update(sandbox.leave())
        watch.close()
        if watch.fault:
            raise RuntimeError(f"the table's row cannot be applied: {watch.fault}")
        found.update(catches=watch.catches, fired=watch.injected is not None)
        self.results.append({"job": task, "outcome": found})
        return found

    def evaluate(self, call: int, module: Any) -> str:
        code = self.calls[call]
        value = eval(code, {**vars(module), "tmp": self.sandbox.tmp})
        if code.co_flags & inspect.CO_COROUTINE:
            value = asyncio.run(gathered(value))
        return self.sandbox.canon.value(drained(value))

    def globals(self) -> dict[str, str]:
        canon = self.sandbox.canon
        return {f"{name}.{key}": canon.value(value) for name, module in self.sandbox.case_modules()
                for key, value in vars(module).items() if not (key.startswith("__") and key.endswith("__"))}

    def explore(self) -> None:
        """Does every call, then again with each exception that the table knows of and at each line."""
        injections: list[Job] = []
        lines: dict[str, tuple[bool, str, int]] = {}
        seen: set[tuple[int, str, str]] = set()
        for variant in self.variants:
            for call in range(IMPORT, len(self.calls)):
                self.do(job("plain", variant, call))
                found = self.do(job("probed", variant, call))
                for key, classes in self.watch.calls.items():
                    for exception, occurrence in classes.items():
                        if (call, key, exception) not in seen:
                            seen.add((call, key, exception))
                            injections.append(job("inject", variant, call, key, exception, occurrence))
                slow = found["seconds"] > SLOW_SECONDS
                for key in self.watch.lines:
                    # The import, which any call repeats, and what is quick are the first choice.
                    if key not in lines or lines[key][0] and not slow:
                        lines[key] = (slow, variant, call)
        for task in injections:
            self.do(task)
        for key, (_, variant, call) in sorted(lines.items()):
            for exception in LINE_EXCEPTIONS:
                self.do(job("line", variant, call, key, exception))


def main() -> None:
    task_file, result, progress = (Path(argument) for argument in sys.argv[1:4])
    task = json.loads(task_file.read_text())
    side = Side(task, progress)
    if task["jobs"] is None:
        side.explore()
    else:
        for wanted in task["jobs"]:
            side.do(wanted)
    result.write_text(json.dumps(side.results))
    # Threads that a case has left behind are not waited for.
    os._exit(0)


if __name__ == "__main__":
    main()

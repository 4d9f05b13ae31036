"""The surroundings of a run: fresh modules, a fresh directory, captured output and logs, and no network."""

from __future__ import annotations

import errno
import gc
import importlib
import importlib.abc
import importlib.machinery
import io
import ipaddress
import logging
import os
import random
import shutil
import signal
import socket
import sys
import warnings
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, Iterator, Sequence

from outcomes import Canon


class Loader(importlib.machinery.SourceFileLoader):
    """Loads the case's files, from the instrumented trees or as they are."""

    codes: dict[tuple[str, bool], CodeType] = {}
    trees: dict[str, Any] = {}
    instrumented = False

    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        key = (path, Loader.instrumented)
        if key not in Loader.codes:
            source = Loader.trees[path] if Loader.instrumented and path in Loader.trees else self.get_data(path)
            Loader.codes[key] = compile(source, path, "exec", dont_inherit=True)
        return Loader.codes[key]


class Refusal(importlib.abc.MetaPathFinder):
    """Makes the import of one module fail."""

    def __init__(self, module: str, broken: bool) -> None:
        self.module = module
        self.broken = broken

    def covers(self, name: str) -> bool:
        return name == self.module or name.startswith(f"{self.module}.")

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> None:
        if not self.covers(name):
            return
        if self.broken:
            raise ImportError(f"{name} was built for another interpreter", name=name)
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def local(host: Any) -> bool:
    host = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if host in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback or ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def guard_network(event: str, args: tuple[Any, ...]) -> None:
    """An audit hook that leaves only the loopback."""
    if event == "socket.getaddrinfo" and not local(args[0]):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    if event in ("socket.connect", "socket.sendto") and isinstance(args[1], tuple) and not local(args[1][0]):
        try:
            ipaddress.ip_address(args[1][0])
        except ValueError:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known") from None
        raise OSError(errno.ENETUNREACH, "Network is unreachable")


class Logs:
    """Writes every log record down, and forgets what a run has configured."""

    def __init__(self, canon: Canon) -> None:
        self.canon = canon
        self.records: list[list[str]] = []
        self.known = {name: self._state(logger) for name, logger in self._loggers()}
        original = logging.Logger.handle

        def handle(logger: logging.Logger, record: logging.LogRecord) -> None:
            self.records.append(self._told(record))
            original(logger, record)

        logging.Logger.handle = handle  # type: ignore[method-assign]

    def _told(self, record: logging.LogRecord) -> list[str]:
        try:
            message = record.getMessage()
        except Exception as error:
            message = f"<{type(error).__name__}>"
        told = [record.name, record.levelname, self.canon.text(message)]
        if record.exc_info and record.exc_info[1] is not None:
            told += self.canon.error(record.exc_info[1])
        return told

    def _loggers(self) -> Iterator[tuple[str, logging.Logger]]:
        yield "", logging.root
        for name, logger in list(logging.root.manager.loggerDict.items()):
            if isinstance(logger, logging.Logger):
                yield name, logger

    def _state(self, logger: logging.Logger) -> dict[str, Any]:
        return {"handlers": list(logger.handlers), "filters": list(logger.filters), "level": logger.level,
                "propagate": logger.propagate, "disabled": logger.disabled}

    def reset(self) -> None:
        fresh = {"handlers": [], "filters": [], "level": logging.NOTSET, "propagate": True, "disabled": False}
        for name, logger in self._loggers():
            state = self.known.get(name, fresh)
            for handler in logger.handlers:
                if handler not in state["handlers"]:
                    handler.close()
            logger.handlers, logger.filters = list(state["handlers"]), list(state["filters"])
            logger.propagate, logger.disabled = state["propagate"], state["disabled"]
            logger.setLevel(state["level"])
        logging.disable(logging.NOTSET)
        # What a handler says with logger.debug is to be seen as well.
        logging.root.setLevel(logging.DEBUG)
        self.records = []


class Sandbox:
    """`work` holds the tree under `code`; the run gets `tmp`."""

    def __init__(self, work: Path, files: dict[str, str | bytes]) -> None:
        self.code = work / "code"
        self.tmp = work / "tmp"
        self.files = files
        self.canon = Canon({str(self.code): "<root>", str(self.tmp): "<tmp>", str(work / "temporary"): "<temporary>",
                            str(work): "<work>", str(Path(__file__).resolve().parent): "<oracle>"})
        self.logs = Logs(self.canon)
        self.environment = dict(os.environ)
        self.path = [str(self.code), *([str(self.code / "src")] if (self.code / "src").is_dir() else []), *sys.path]
        self.streams = [os.open(work / name, os.O_RDWR | os.O_CREAT | os.O_APPEND) for name in ("stdout", "stderr")]
        self.own_streams = [os.dup(number) for number in (1, 2)]
        self.started = False
        self.away: dict[str, ModuleType] = {}
        self.hidden: tuple[ModuleType, str, Any] | None = None
        details = (Loader, importlib.machinery.SOURCE_SUFFIXES)
        hook = importlib.machinery.FileFinder.path_hook(details)

        def only_the_case(path: str) -> Any:
            if not Path(path).is_relative_to(self.code):
                raise ImportError(path)
            return hook(path)

        sys.path_hooks.insert(0, only_the_case)
        sys.unraisablehook = lambda unraisable: None
        sys.addaudithook(guard_network)
        gc.disable()

    def enter(self, refusal: Refusal | None, instrumented: bool) -> None:
        """Makes everything as it is before a first run."""
        os.chdir(self.code)
        shutil.rmtree(self.tmp, ignore_errors=True)
        self.tmp.mkdir()
        for name, content in self.files.items():
            path = self.tmp / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        os.chdir(self.tmp)
        os.environ.clear()
        os.environ.update(self.environment)
        sys.path[:] = self.path
        sys.argv = ["case"]
        random.seed(0)
        signal.alarm(0)
        socket.setdefaulttimeout(None)
        Loader.instrumented = instrumented
        self._forget_case()
        self.refusal = refusal
        if refusal:
            self._put_away(refusal)
        self.logs.reset()
        warnings.resetwarnings()
        warnings.filterwarnings("ignore", "coroutine .* was never awaited")
        warnings.simplefilter("ignore", ResourceWarning)
        for number, stream in enumerate(self.streams, 1):
            os.ftruncate(stream, 0)
            os.dup2(stream, number)
        sys.stdin = open(os.devnull, encoding="utf-8")
        sys.stdout, sys.stderr = (io.open(os.dup(stream), "w", encoding="utf-8", errors="backslashreplace", buffering=1)
                                  for stream in self.streams)

    def _forget_case(self) -> None:
        for name, module in list(sys.modules.items()):
            places = [getattr(module, "__file__", None) or "", *list(getattr(module, "__path__", None) or ())]
            if any(str(place).startswith(f"{self.code}{os.sep}") for place in places):
                del sys.modules[name]

    def _put_away(self, refusal: Refusal) -> None:
        for name in [name for name in sys.modules if refusal.covers(name)]:
            self.away[name] = sys.modules.pop(name)
        holder, _, attribute = refusal.module.rpartition(".")
        parent = sys.modules.get(holder)
        if parent is not None and attribute in vars(parent):
            self.hidden = (parent, attribute, vars(parent).pop(attribute))
        sys.meta_path.insert(0, refusal)

    def leave(self) -> dict[str, Any]:
        """Undoes what the run did; what it printed, logged and wrote."""
        gc.collect()
        if not self.started:
            gc.freeze()
            self.started = True
        if self.refusal:
            sys.meta_path.remove(self.refusal)
            sys.modules.update(self.away)
            self.away = {}
            if self.hidden:
                setattr(*self.hidden)
                self.hidden = None
        texts = []
        for stream, opened in zip(self.streams, (sys.stdout, sys.stderr)):
            try:
                opened.close()
            except (OSError, ValueError):
                pass
            size = os.fstat(stream).st_size
            texts.append(self.canon.text(os.pread(stream, size, 0).decode("utf-8", "replace")))
        for number, stream in enumerate(self.own_streams, 1):
            os.dup2(stream, number)
        sys.stdin.close()
        sys.stdin, sys.stdout, sys.stderr = sys.__stdin__, sys.__stdout__, sys.__stderr__
        return {"stdout": texts[0], "stderr": texts[1], "logs": self.logs.records,
                "files": self.canon.folder(self.tmp)}

    def case_modules(self) -> Iterator[tuple[str, ModuleType]]:
        for name, module in sorted(sys.modules.items()):
            if str(getattr(module, "__file__", None) or "").startswith(f"{self.code}{os.sep}"):
                yield name, module

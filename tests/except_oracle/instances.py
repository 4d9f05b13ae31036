"""Makes exceptions of any class, for the oracle to raise."""

from __future__ import annotations

import errno
import sys
from typing import Any, Callable

from table import find

TEXT = "injected"
LINE_EXCEPTIONS = ("KeyboardInterrupt", "SystemExit", "asyncio.CancelledError")
OSERROR_KINDS = ("FileNotFoundError", "PermissionError")

ARGUMENTS: dict[str, tuple[Any, ...]] = {
    "OSError": (errno.EIO, "Input/output error"),
    "FileNotFoundError": (errno.ENOENT, "No such file or directory"),
    "PermissionError": (errno.EACCES, "Permission denied"),
    "UnicodeDecodeError": ("utf-8", b"\xff", 0, 1, "invalid start byte"),
    "UnicodeEncodeError": ("ascii", "\xe9", 0, 1, "ordinal not in range(128)"),
    "UnicodeTranslateError": ("\xe9", 0, 1, TEXT),
    "SystemExit": (3,),
    "BaseExceptionGroup": (TEXT, [ValueError("inner")]),
    "ExceptionGroup": (TEXT, [ValueError("inner")]),
    "json.JSONDecodeError": ("Expecting value", "", 0),
    "subprocess.CalledProcessError": (1, ["command"], "out", "err"),
    "subprocess.TimeoutExpired": (["command"], 1.0),
    "asyncio.IncompleteReadError": (b"", 8),
    "asyncio.LimitOverrunError": (TEXT, 0),
    "configparser.NoSectionError": ("section",),
    "configparser.NoOptionError": ("option", "section"),
    "configparser.InterpolationError": ("option", "section", TEXT),
    "http.client.IncompleteRead": (b"", 8),
    "smtplib.SMTPResponseException": (500, TEXT),
    "socket.gaierror": (-2, "Name or service not known"),
    "urllib.error.URLError": (TEXT,),
    "urllib.error.HTTPError": ("http://127.0.0.1/", 500, TEXT, {}, None),
    "xml.dom.DOMException": (TEXT,),
}
# Makers for those whose constructors no list of arguments is enough for.
MAKERS: dict[str, Callable[[Any], BaseException]] = {
    "pydantic.ValidationError": lambda cls: cls.from_exception_data(TEXT, []),
}


def make(name: str) -> BaseException:
    """An exception of the class, by its constructor where that can be."""
    cls = find(name)
    attempts: list[Callable[[], Any]] = []
    if name in MAKERS:
        attempts.append(lambda: MAKERS[name](cls))
    if name in ARGUMENTS:
        attempts.append(lambda: cls(*ARGUMENTS[name]))
    attempts += [lambda: cls(TEXT), lambda: cls()]
    for attempt in attempts:
        try:
            made = attempt()
            str(made)
        except Exception:
            continue
        if isinstance(made, cls):
            return made
    made = cls.__new__(cls)
    made.args = (TEXT,)
    return made


def kinds(name: str) -> list[str]:
    """The class, and for an OSError some that the errors of files really have; none where it is not installed."""
    try:
        cls = find(name)
    except (ImportError, AttributeError):
        return []
    if not isinstance(cls, type) or not issubclass(cls, BaseException):
        return []
    return [name, *(OSERROR_KINDS if cls is OSError else ())]


def is_exception(name: str) -> bool:
    return issubclass(find(name), Exception)


def class_name(cls: type) -> str:
    return cls.__qualname__ if cls.__module__ == "builtins" else f"{cls.__module__}.{cls.__qualname__}"


def current() -> BaseException | None:
    return sys.exc_info()[1]

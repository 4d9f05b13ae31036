# Source: https://psutil.readthedocs.io/en/latest/#exceptions
from typing import Any

class Error(Exception): ...

class NoSuchProcess(Error):
    msg: str
    pid: int
    name: str | None
    def __init__(self, pid: Any, name: Any = ..., msg: Any = ...) -> None: ...

class ZombieProcess(NoSuchProcess):
    ppid: int | None
    def __init__(self, pid: Any, name: Any = ..., ppid: Any = ..., msg: Any = ...) -> None: ...

class AccessDenied(Error):
    msg: str
    pid: int | None
    name: str | None
    def __init__(self, pid: Any = ..., name: Any = ..., msg: Any = ...) -> None: ...

class TimeoutExpired(Error):
    msg: str
    seconds: float
    pid: int | None
    name: str | None
    def __init__(self, seconds: Any, pid: Any = ..., name: Any = ...) -> None: ...

def __getattr__(name: str) -> Any: ...

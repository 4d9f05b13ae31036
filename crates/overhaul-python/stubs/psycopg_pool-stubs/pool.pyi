# Source: https://www.psycopg.org/psycopg3/docs/api/pool.html#the-connectionpool-class
from contextlib import AbstractContextManager
from typing import Any, Generic
from typing_extensions import Self, TypeVar

from psycopg import Connection

_CT = TypeVar("_CT", default=Connection[Any])

class ConnectionPool(Generic[_CT]):
    def __init__(
        self,
        conninfo: Any = ...,
        *,
        connection_class: type[_CT] = ...,
        kwargs: Any = ...,
        min_size: int = ...,
        max_size: int | None = ...,
        open: bool | None = ...,
        configure: Any = ...,
        check: Any = ...,
        reset: Any = ...,
        name: str | None = ...,
        timeout: float = ...,
        max_waiting: int = ...,
        max_lifetime: float = ...,
        max_idle: float = ...,
        reconnect_timeout: float = ...,
        reconnect_failed: Any = ...,
        num_workers: int = ...,
    ) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, exc_type: Any, exc_val: Any, exc_tb: Any) -> None: ...
    def connection(self, timeout: float | None = ...) -> AbstractContextManager[_CT]: ...
    def getconn(self, timeout: float | None = ...) -> _CT: ...
    def putconn(self, conn: Any) -> None: ...
    def open(self, wait: bool = ..., timeout: float = ...) -> None: ...
    def close(self, timeout: float = ...) -> None: ...
    def wait(self, timeout: float = ...) -> None: ...
    def check(self) -> None: ...
    def __getattr__(self, name: str) -> Any: ...

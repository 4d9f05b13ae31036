# Source: https://www.psycopg.org/psycopg3/docs/api/pool.html#the-asyncconnectionpool-class
from contextlib import AbstractAsyncContextManager
from typing import Any, Generic
from typing_extensions import Self, TypeVar

from psycopg import AsyncConnection

_ACT = TypeVar("_ACT", default=AsyncConnection[Any])

class AsyncConnectionPool(Generic[_ACT]):
    def __init__(
        self,
        conninfo: Any = ...,
        *,
        connection_class: type[_ACT] = ...,
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
    async def __aenter__(self) -> Self: ...
    async def __aexit__(self, exc_type: Any, exc_val: Any, exc_tb: Any) -> None: ...
    def connection(self, timeout: float | None = ...) -> AbstractAsyncContextManager[_ACT]: ...
    async def getconn(self, timeout: float | None = ...) -> _ACT: ...
    async def putconn(self, conn: Any) -> None: ...
    async def open(self, wait: bool = ..., timeout: float = ...) -> None: ...
    async def close(self, timeout: float = ...) -> None: ...
    async def wait(self, timeout: float = ...) -> None: ...
    async def check(self) -> None: ...
    def __getattr__(self, name: str) -> Any: ...

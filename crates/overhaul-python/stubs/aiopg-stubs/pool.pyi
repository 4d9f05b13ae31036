# Source: https://aiopg.readthedocs.io/en/stable/core.html#pool
from typing import Any
from typing_extensions import Self

from .connection import Connection, Cursor
from .utils import _ContextManager

class _PoolCursorContextManager:
    def __enter__(self) -> Cursor: ...
    def __exit__(self, *args: Any) -> None: ...
    async def __aenter__(self) -> Cursor: ...
    async def __aexit__(self, exc_type: Any, exc: Any, tb: Any) -> None: ...

class Pool:
    async def __aenter__(self) -> Self: ...
    async def __aexit__(self, exc_type: Any, exc: Any, tb: Any) -> None: ...
    def acquire(self) -> _ContextManager[Connection]: ...
    async def cursor(
        self,
        name: str | None = ...,
        cursor_factory: Any = ...,
        scrollable: bool | None = ...,
        withhold: bool = ...,
        *,
        timeout: float | None = ...,
    ) -> _PoolCursorContextManager: ...
    async def clear(self) -> Any: ...
    def close(self) -> Any: ...
    closed: Any
    echo: Any
    freesize: Any
    @classmethod
    async def from_pool_fill(cls: Any, *args: Any, **kwargs: Any) -> Any: ...
    maxsize: Any
    minsize: Any
    def release(self, conn: Any) -> Any: ...
    size: Any
    def terminate(self) -> Any: ...
    timeout: Any
    async def wait_closed(self) -> Any: ...

def create_pool(
    dsn: str | None = ...,
    *,
    minsize: int = ...,
    maxsize: int = ...,
    timeout: float = ...,
    pool_recycle: float = ...,
    enable_json: bool = ...,
    enable_hstore: bool = ...,
    enable_uuid: bool = ...,
    echo: bool = ...,
    on_connect: Any = ...,
    **kwargs: Any,
) -> _ContextManager[Pool]: ...

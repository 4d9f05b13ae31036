# Source: https://aiomysql.readthedocs.io/en/stable/pool.html
from typing import Any
from typing_extensions import Self

from .connection import Connection
from .utils import _ContextManager

class Pool:
    async def __aenter__(self) -> Self: ...
    async def __aexit__(self, exc_type: Any, exc_val: Any, exc_tb: Any) -> None: ...
    def acquire(self) -> _ContextManager[Connection]: ...
    async def clear(self) -> Any: ...
    def close(self) -> Any: ...
    closed: Any
    echo: Any
    freesize: Any
    maxsize: Any
    minsize: Any
    def release(self, conn: Any) -> Any: ...
    size: Any
    def terminate(self) -> Any: ...
    async def wait_closed(self) -> Any: ...

def create_pool(
    minsize: int = ...,
    maxsize: int = ...,
    echo: bool = ...,
    pool_recycle: int = ...,
    loop: Any = ...,
    **kwargs: Any,
) -> _ContextManager[Pool]: ...

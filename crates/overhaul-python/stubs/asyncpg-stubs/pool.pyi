# Source: https://magicstack.github.io/asyncpg/current/api/index.html#connection-pools
from collections.abc import Generator
from typing import Any, Generic
from typing_extensions import Self, TypeVar

from .connection import Connection

_Record = TypeVar("_Record", default=Any)

# The real class forwards every method of Connection, without deriving from it.
class PoolConnectionProxy(Connection[_Record]): ...

class PoolAcquireContext(Generic[_Record]):
    def __await__(self) -> Generator[Any, None, PoolConnectionProxy[_Record]]: ...
    async def __aenter__(self) -> PoolConnectionProxy[_Record]: ...
    async def __aexit__(
        self, exc_type: Any = ..., exc_val: Any = ..., exc_tb: Any = ...
    ) -> None: ...

class Pool(Generic[_Record]):
    def __await__(self) -> Generator[Any, None, Self]: ...
    async def __aenter__(self) -> Self: ...
    async def __aexit__(self, *exc: Any) -> None: ...
    def acquire(self, *, timeout: float | None = ...) -> PoolAcquireContext[_Record]: ...
    async def execute(self, query: str, *args: Any, timeout: float | None = ...) -> str: ...
    async def executemany(
        self, command: str, args: Any, *, timeout: float | None = ...
    ) -> None: ...
    async def fetch(
        self, query: str, *args: Any, timeout: float | None = ..., record_class: Any = ...
    ) -> list[Any]: ...
    async def fetchmany(
        self, query: str, args: Any, *, timeout: float | None = ..., record_class: Any = ...
    ) -> list[Any]: ...
    async def fetchrow(
        self, query: str, *args: Any, timeout: float | None = ..., record_class: Any = ...
    ) -> Any: ...
    async def fetchval(
        self, query: str, *args: Any, column: int = ..., timeout: float | None = ...
    ) -> Any: ...
    async def close(self) -> Any: ...
    async def copy_from_query(
        self,
        query: Any,
        *args: Any,
        output: Any,
        timeout: Any = ...,
        format: Any = ...,
        oids: Any = ...,
        delimiter: Any = ...,
        null: Any = ...,
        header: Any = ...,
        quote: Any = ...,
        escape: Any = ...,
        force_quote: Any = ...,
        encoding: Any = ...,
    ) -> Any: ...
    async def copy_from_table(
        self,
        table_name: Any,
        *,
        output: Any,
        columns: Any = ...,
        schema_name: Any = ...,
        timeout: Any = ...,
        format: Any = ...,
        oids: Any = ...,
        delimiter: Any = ...,
        null: Any = ...,
        header: Any = ...,
        quote: Any = ...,
        escape: Any = ...,
        force_quote: Any = ...,
        encoding: Any = ...,
    ) -> Any: ...
    async def copy_records_to_table(
        self,
        table_name: Any,
        *,
        records: Any,
        columns: Any = ...,
        schema_name: Any = ...,
        timeout: Any = ...,
        where: Any = ...,
    ) -> Any: ...
    async def copy_to_table(
        self,
        table_name: Any,
        *,
        source: Any,
        columns: Any = ...,
        schema_name: Any = ...,
        timeout: Any = ...,
        format: Any = ...,
        oids: Any = ...,
        freeze: Any = ...,
        delimiter: Any = ...,
        null: Any = ...,
        header: Any = ...,
        quote: Any = ...,
        escape: Any = ...,
        force_quote: Any = ...,
        force_not_null: Any = ...,
        force_null: Any = ...,
        encoding: Any = ...,
        where: Any = ...,
    ) -> Any: ...
    async def expire_connections(self) -> Any: ...
    def get_idle_size(self) -> Any: ...
    def get_init_size(self) -> Any: ...
    def get_max_size(self) -> Any: ...
    def get_min_size(self) -> Any: ...
    def get_size(self) -> Any: ...
    def is_closing(self) -> Any: ...
    async def release(self, connection: Any, *, timeout: Any = ...) -> Any: ...
    def set_connect_args(self, dsn: Any = ..., **connect_kwargs: Any) -> Any: ...
    def terminate(self) -> Any: ...

def create_pool(
    dsn: str | None = ...,
    *,
    min_size: int = ...,
    max_size: int = ...,
    max_queries: int = ...,
    max_inactive_connection_lifetime: float = ...,
    setup: Any = ...,
    init: Any = ...,
    loop: Any = ...,
    connection_class: Any = ...,
    record_class: Any = ...,
    **connect_kwargs: Any,
) -> Pool[Any]: ...
def __getattr__(name: str) -> Any: ...

# Source: https://python-oracledb.readthedocs.io/en/latest/api_manual/connection_pool.html and async_connection_pool.html
from typing import Any

from .connection import AsyncConnection, Connection

class BaseConnectionPool:
    busy: Any
    dsn: Any
    getmode: Any
    homogeneous: Any
    increment: Any
    max: Any
    max_lifetime_session: Any
    max_sessions_per_shard: Any
    min: Any
    name: Any
    opened: Any
    ping_interval: Any
    soda_metadata_cache: Any
    stmtcachesize: Any
    thin: Any
    timeout: Any
    tnsentry: Any
    username: Any
    wait_timeout: Any

class ConnectionPool(BaseConnectionPool):
    def acquire(
        self,
        user: str | None = ...,
        password: str | None = ...,
        cclass: str | None = ...,
        purity: Any = ...,
        tag: str | None = ...,
        matchanytag: bool = ...,
        shardingkey: Any = ...,
        supershardingkey: Any = ...,
    ) -> Connection: ...
    def close(self, force: Any = ...) -> Any: ...
    def drop(self, connection: Any) -> Any: ...
    def reconfigure(
        self,
        min: Any = ...,
        max: Any = ...,
        increment: Any = ...,
        getmode: Any = ...,
        timeout: Any = ...,
        wait_timeout: Any = ...,
        max_lifetime_session: Any = ...,
        max_sessions_per_shard: Any = ...,
        soda_metadata_cache: Any = ...,
        stmtcachesize: Any = ...,
        ping_interval: Any = ...,
    ) -> Any: ...
    def release(self, connection: Any, tag: Any = ...) -> Any: ...

class AsyncConnectionPool(BaseConnectionPool):
    def acquire(
        self,
        user: str | None = ...,
        password: str | None = ...,
        cclass: str | None = ...,
        purity: Any = ...,
        tag: str | None = ...,
        matchanytag: bool = ...,
        shardingkey: Any = ...,
        supershardingkey: Any = ...,
    ) -> AsyncConnection: ...
    async def close(self, force: Any = ...) -> Any: ...
    async def drop(self, connection: Any) -> Any: ...
    async def release(self, connection: Any, tag: Any = ...) -> Any: ...

def create_pool(
    dsn: str | None = ...,
    *,
    pool_class: Any = ...,
    pool_alias: str | None = ...,
    params: Any = ...,
    min: int | None = ...,
    max: int | None = ...,
    increment: int | None = ...,
    user: str | None = ...,
    password: str | None = ...,
    **kwargs: Any,
) -> ConnectionPool: ...
def create_pool_async(
    dsn: str | None = ...,
    *,
    pool_class: Any = ...,
    pool_alias: str | None = ...,
    params: Any = ...,
    min: int | None = ...,
    max: int | None = ...,
    increment: int | None = ...,
    user: str | None = ...,
    password: str | None = ...,
    **kwargs: Any,
) -> AsyncConnectionPool: ...
def get_pool(pool_alias: str) -> Any: ...

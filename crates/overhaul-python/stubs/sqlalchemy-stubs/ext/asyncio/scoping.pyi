# Source: https://docs.sqlalchemy.org/en/20/orm/extensions/asyncio.html#sqlalchemy.ext.asyncio.async_scoped_session
from typing import Any, Generic
from typing_extensions import TypeVar

from .engine import AsyncConnection
from .session import AsyncSession, AsyncSessionTransaction, async_sessionmaker

_AS = TypeVar("_AS", default=AsyncSession)

class async_scoped_session(Generic[_AS]):
    session_factory: async_sessionmaker[_AS]
    def __init__(self, session_factory: async_sessionmaker[_AS], scopefunc: Any) -> None: ...
    def __call__(self, **kw: Any) -> _AS: ...
    async def execute(
        self,
        statement: Any,
        params: Any = ...,
        *,
        execution_options: Any = ...,
        bind_arguments: Any = ...,
        **kw: Any,
    ) -> Any: ...
    async def scalar(
        self,
        statement: Any,
        params: Any = ...,
        *,
        execution_options: Any = ...,
        bind_arguments: Any = ...,
        **kw: Any,
    ) -> Any: ...
    async def scalars(
        self,
        statement: Any,
        params: Any = ...,
        *,
        execution_options: Any = ...,
        bind_arguments: Any = ...,
        **kw: Any,
    ) -> Any: ...
    async def connection(
        self, bind_arguments: Any = ..., execution_options: Any = ..., **kw: Any
    ) -> AsyncConnection: ...
    async def commit(self) -> None: ...
    async def rollback(self) -> None: ...
    async def close(self) -> None: ...
    async def flush(self, objects: Any = ...) -> None: ...
    async def refresh(
        self, instance: Any, attribute_names: Any = ..., with_for_update: Any = ...
    ) -> None: ...
    def add(self, instance: Any) -> None: ...
    def add_all(self, instances: Any) -> None: ...
    async def delete(self, instance: Any) -> None: ...
    async def get(self, entity: Any, ident: Any, **kw: Any) -> Any: ...
    async def stream(
        self,
        statement: Any,
        params: Any = ...,
        *,
        execution_options: Any = ...,
        bind_arguments: Any = ...,
        **kw: Any,
    ) -> Any: ...
    async def stream_scalars(
        self,
        statement: Any,
        params: Any = ...,
        *,
        execution_options: Any = ...,
        bind_arguments: Any = ...,
        **kw: Any,
    ) -> Any: ...
    def begin(self) -> AsyncSessionTransaction: ...
    def begin_nested(self) -> AsyncSessionTransaction: ...
    async def remove(self) -> None: ...
    def configure(self, **kwargs: Any) -> None: ...
    def __getattr__(self, name: str) -> Any: ...

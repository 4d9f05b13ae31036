# Source: https://sqlmodel.tiangolo.com/ (the asynchronous session takes what Session takes)
from typing import Any

from sqlalchemy.ext.asyncio.session import AsyncSession as _AsyncSession

class AsyncSession(_AsyncSession):
    async def exec(
        self,
        statement: Any,
        *,
        params: Any = ...,
        execution_options: Any = ...,
        bind_arguments: Any = ...,
        **kw: Any,
    ) -> Any: ...
    async def execute(
        self,
        statement: Any,
        params: Any = ...,
        *,
        execution_options: Any = ...,
        bind_arguments: Any = ...,
        **kw: Any,
    ) -> Any: ...

# Source: https://docs.sqlalchemy.org/en/20/orm/extensions/asyncio.html
from typing import Any

from .engine import (
    AsyncConnection as AsyncConnection,
    AsyncEngine as AsyncEngine,
    AsyncTransaction as AsyncTransaction,
    async_engine_from_config as async_engine_from_config,
    create_async_engine as create_async_engine,
)
from .scoping import async_scoped_session as async_scoped_session
from .session import (
    AsyncSession as AsyncSession,
    AsyncSessionTransaction as AsyncSessionTransaction,
    async_sessionmaker as async_sessionmaker,
)

def __getattr__(name: str) -> Any: ...

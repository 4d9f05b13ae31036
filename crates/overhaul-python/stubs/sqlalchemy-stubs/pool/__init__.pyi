# Source: https://docs.sqlalchemy.org/en/20/core/pooling.html
from typing import Any

from .base import Pool as Pool, PoolProxiedConnection as PoolProxiedConnection
from .impl import (
    AsyncAdaptedQueuePool as AsyncAdaptedQueuePool,
    NullPool as NullPool,
    QueuePool as QueuePool,
    SingletonThreadPool as SingletonThreadPool,
    StaticPool as StaticPool,
)

def __getattr__(name: str) -> Any: ...

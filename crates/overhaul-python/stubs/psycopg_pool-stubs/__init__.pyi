# Source: https://www.psycopg.org/psycopg3/docs/api/pool.html
from typing import Any

from .null_pool import NullConnectionPool as NullConnectionPool
from .null_pool_async import AsyncNullConnectionPool as AsyncNullConnectionPool
from .pool import ConnectionPool as ConnectionPool
from .pool_async import AsyncConnectionPool as AsyncConnectionPool

def __getattr__(name: str) -> Any: ...

# Source: https://www.psycopg.org/psycopg3/docs/api/pool.html#null-connection-pools
from .pool_async import AsyncConnectionPool, _ACT

class AsyncNullConnectionPool(AsyncConnectionPool[_ACT]): ...

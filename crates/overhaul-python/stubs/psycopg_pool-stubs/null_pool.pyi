# Source: https://www.psycopg.org/psycopg3/docs/api/pool.html#null-connection-pools
from .pool import ConnectionPool, _CT

class NullConnectionPool(ConnectionPool[_CT]): ...

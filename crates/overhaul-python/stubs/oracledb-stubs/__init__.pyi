# Source: https://python-oracledb.readthedocs.io/en/latest/api_manual/module.html and PEP 249
from typing import Any, Literal

from .connection import (
    AsyncConnection as AsyncConnection,
    Connection as Connection,
    connect as connect,
    connect_async as connect_async,
)
from .cursor import AsyncCursor as AsyncCursor, Cursor as Cursor
from .exceptions import (
    Warning as Warning,
    Error as Error,
    InterfaceError as InterfaceError,
    DatabaseError as DatabaseError,
    DataError as DataError,
    OperationalError as OperationalError,
    IntegrityError as IntegrityError,
    InternalError as InternalError,
    ProgrammingError as ProgrammingError,
    NotSupportedError as NotSupportedError,
)
from .pool import (
    AsyncConnectionPool as AsyncConnectionPool,
    ConnectionPool as ConnectionPool,
    create_pool as create_pool,
    create_pool_async as create_pool_async,
    get_pool as get_pool,
)

apilevel: Literal["2.0"]
threadsafety: Literal[2]
paramstyle: Literal["named"]

SessionPool = ConnectionPool

def __getattr__(name: str) -> Any: ...

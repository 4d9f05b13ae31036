# Source: https://aiomysql.readthedocs.io/en/stable/index.html
from typing import Any

from pymysql.err import (
    DataError as DataError,
    DatabaseError as DatabaseError,
    Error as Error,
    IntegrityError as IntegrityError,
    InterfaceError as InterfaceError,
    InternalError as InternalError,
    MySQLError as MySQLError,
    NotSupportedError as NotSupportedError,
    OperationalError as OperationalError,
    ProgrammingError as ProgrammingError,
    Warning as Warning,
)

from .connection import Connection as Connection, connect as connect
from .cursors import (
    Cursor as Cursor,
    DictCursor as DictCursor,
    SSCursor as SSCursor,
    SSDictCursor as SSDictCursor,
)
from .pool import Pool as Pool, create_pool as create_pool

def __getattr__(name: str) -> Any: ...

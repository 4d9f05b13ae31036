# Source: https://pymysql.readthedocs.io/en/latest/modules/index.html and PEP 249
from typing import Any, Literal

from . import connections as connections, cursors as cursors
from .connections import Connection as Connection
from .err import (
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
from .err import MySQLError as MySQLError

apilevel: Literal["2.0"]
threadsafety: Literal[1]
paramstyle: Literal["pyformat"]

connect = Connection
Connect = Connection

def __getattr__(name: str) -> Any: ...

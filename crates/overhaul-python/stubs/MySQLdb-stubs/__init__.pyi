# Source: https://mysqlclient.readthedocs.io/user_guide.html and PEP 249
from typing import Any, Literal

from . import cursors as cursors
from ._exceptions import (
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
from ._exceptions import MySQLError as MySQLError
from .connections import Connection as _Connection

apilevel: Literal["2.0"]
threadsafety: Literal[1]
paramstyle: Literal["format"]

def Connect(*args: Any, **kwargs: Any) -> _Connection: ...

connect = Connect
Connection = Connect

def __getattr__(name: str) -> Any: ...

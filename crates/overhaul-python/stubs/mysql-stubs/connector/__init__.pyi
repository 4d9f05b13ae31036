# Source: https://dev.mysql.com/doc/connector-python/en/connector-python-reference.html and PEP 249
from typing import Any, Literal

from . import cursor as cursor, errors as errors, pooling as pooling
from .abstracts import MySQLConnectionAbstract as _Connection
from .connection import MySQLConnection as MySQLConnection
from .errors import (
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
from .errors import PoolError as PoolError

apilevel: Literal["2.0"]
threadsafety: Literal[1]
paramstyle: Literal["pyformat"]

# The real one may also give a PooledMySQLConnection, which forwards to such a connection.
def connect(*args: Any, **kwargs: Any) -> _Connection: ...

Connect = connect

def __getattr__(name: str) -> Any: ...

# Source: https://docs.djangoproject.com/en/stable/topics/db/sql/
from typing import Any

from . import transaction as transaction
from .backends.base.base import BaseDatabaseWrapper
from .utils import (
    ConnectionHandler,
    DataError as DataError,
    DatabaseError as DatabaseError,
    Error as Error,
    IntegrityError as IntegrityError,
    InterfaceError as InterfaceError,
    InternalError as InternalError,
    NotSupportedError as NotSupportedError,
    OperationalError as OperationalError,
    ProgrammingError as ProgrammingError,
)

# A proxy at run time, which forwards to the wrapper of the default database.
connection: BaseDatabaseWrapper
connections: ConnectionHandler

def __getattr__(name: str) -> Any: ...

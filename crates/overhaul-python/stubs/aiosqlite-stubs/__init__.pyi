# Source: https://aiosqlite.omnilib.dev/en/stable/api.html
from sqlite3 import (
    DatabaseError as DatabaseError,
    Error as Error,
    IntegrityError as IntegrityError,
    NotSupportedError as NotSupportedError,
    OperationalError as OperationalError,
    ProgrammingError as ProgrammingError,
    Row as Row,
    Warning as Warning,
)
from typing import Any, Literal

from .core import Connection as Connection, connect as connect
from .cursor import Cursor as Cursor

paramstyle: Literal["qmark"]

def __getattr__(name: str) -> Any: ...

# Source: https://docs.sqlalchemy.org/en/20/core/connections.html#sqlalchemy.engine.CursorResult
from typing import Any
from typing_extensions import TypeVar

from .result import Result

_T = TypeVar("_T", default=Any)

class CursorResult(Result[_T]):
    rowcount: int
    lastrowid: Any

def __getattr__(name: str) -> Any: ...

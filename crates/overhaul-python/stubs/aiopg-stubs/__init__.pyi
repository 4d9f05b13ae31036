# Source: https://aiopg.readthedocs.io/en/stable/core.html
from typing import Any

from .connection import (
    Connection as Connection,
    Cursor as Cursor,
    Transaction as Transaction,
    connect as connect,
)
from .pool import Pool as Pool, create_pool as create_pool

def __getattr__(name: str) -> Any: ...

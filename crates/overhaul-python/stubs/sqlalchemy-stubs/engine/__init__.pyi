# Source: https://docs.sqlalchemy.org/en/20/core/connections.html
from typing import Any

from .base import (
    Connection as Connection,
    Engine as Engine,
    NestedTransaction as NestedTransaction,
    RootTransaction as RootTransaction,
    Transaction as Transaction,
    TwoPhaseTransaction as TwoPhaseTransaction,
)
from .create import create_engine as create_engine, engine_from_config as engine_from_config
from .cursor import CursorResult as CursorResult
from .result import MappingResult as MappingResult, Result as Result, ScalarResult as ScalarResult
from .row import Row as Row, RowMapping as RowMapping
from .url import URL as URL, make_url as make_url

def __getattr__(name: str) -> Any: ...

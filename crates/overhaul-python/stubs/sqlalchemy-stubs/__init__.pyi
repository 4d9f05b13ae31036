# Source: https://docs.sqlalchemy.org/en/20/core/index.html
from typing import Any

from . import engine as engine, exc as exc, pool as pool, sql as sql
from .engine import (
    Connection as Connection,
    CursorResult as CursorResult,
    Engine as Engine,
    NestedTransaction as NestedTransaction,
    Result as Result,
    RootTransaction as RootTransaction,
    Row as Row,
    RowMapping as RowMapping,
    ScalarResult as ScalarResult,
    Transaction as Transaction,
    URL as URL,
    create_engine as create_engine,
    engine_from_config as engine_from_config,
    make_url as make_url,
)
from .inspection import inspect as inspect
from .sql import (
    Executable as Executable,
    TextClause as TextClause,
    bindparam as bindparam,
    literal_column as literal_column,
    quoted_name as quoted_name,
    text as text,
)
from .sql.expression import BindParameter as BindParameter
from .sql.schema import MetaData as MetaData

def __getattr__(name: str) -> Any: ...

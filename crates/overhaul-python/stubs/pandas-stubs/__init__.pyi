# Source: https://pandas.pydata.org/docs/reference/io.html#sql
from collections.abc import Iterator
from typing import Any

class DataFrame:
    def __init__(
        self, data: Any = ..., index: Any = ..., columns: Any = ..., dtype: Any = ..., copy: Any = ...
    ) -> None: ...
    def __getitem__(self, key: Any) -> Any: ...
    def __setitem__(self, key: Any, value: Any) -> None: ...
    def __iter__(self) -> Iterator[Any]: ...
    def __len__(self) -> int: ...
    def __getattr__(self, name: str) -> Any: ...

# With chunksize these give an iterator of frames.
def read_sql(
    sql: Any,
    con: Any,
    index_col: Any = ...,
    coerce_float: bool = ...,
    params: Any = ...,
    parse_dates: Any = ...,
    columns: Any = ...,
    chunksize: int | None = ...,
    dtype_backend: Any = ...,
    dtype: Any = ...,
) -> DataFrame: ...
def read_sql_query(
    sql: Any,
    con: Any,
    index_col: Any = ...,
    coerce_float: bool = ...,
    params: Any = ...,
    parse_dates: Any = ...,
    chunksize: int | None = ...,
    dtype: Any = ...,
    dtype_backend: Any = ...,
) -> DataFrame: ...
def read_sql_table(
    table_name: str,
    con: Any,
    schema: str | None = ...,
    index_col: Any = ...,
    coerce_float: bool = ...,
    parse_dates: Any = ...,
    columns: Any = ...,
    chunksize: int | None = ...,
    dtype_backend: Any = ...,
) -> DataFrame: ...
def __getattr__(name: str) -> Any: ...

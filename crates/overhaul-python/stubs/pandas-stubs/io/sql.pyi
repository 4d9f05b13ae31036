# Source: https://pandas.pydata.org/docs/reference/io.html#sql
from typing import Any

from pandas import (
    read_sql as read_sql,
    read_sql_query as read_sql_query,
    read_sql_table as read_sql_table,
)

def __getattr__(name: str) -> Any: ...

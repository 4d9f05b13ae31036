# Source: https://docs.sqlalchemy.org/en/20/core/sqlelement.html
from typing import Any

from ._elements_constructors import bindparam as bindparam, text as text
from .base import Executable as Executable
from .elements import (
    BindParameter as BindParameter,
    TextClause as TextClause,
    literal_column as literal_column,
    quoted_name as quoted_name,
)

def __getattr__(name: str) -> Any: ...

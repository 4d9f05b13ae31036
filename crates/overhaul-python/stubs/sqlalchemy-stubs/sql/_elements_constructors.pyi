# Source: https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.text
from typing import Any

from .elements import BindParameter, TextClause

def text(text: str) -> TextClause: ...
def bindparam(
    key: str | None,
    value: Any = ...,
    type_: Any = ...,
    unique: bool = ...,
    required: Any = ...,
    quote: bool | None = ...,
    callable_: Any = ...,
    expanding: bool = ...,
    isoutparam: bool = ...,
    literal_execute: bool = ...,
) -> BindParameter: ...
def __getattr__(name: str) -> Any: ...

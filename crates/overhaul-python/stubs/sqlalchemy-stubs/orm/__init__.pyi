# Source: https://docs.sqlalchemy.org/en/20/orm/index.html
from typing import Any

from .decl_api import (
    DeclarativeBase as DeclarativeBase,
    DeclarativeBaseNoMeta as DeclarativeBaseNoMeta,
    declarative_base as declarative_base,
)
from .query import Query as Query
from .scoping import scoped_session as scoped_session
from .session import (
    Session as Session,
    SessionTransaction as SessionTransaction,
    sessionmaker as sessionmaker,
)

def __getattr__(name: str) -> Any: ...

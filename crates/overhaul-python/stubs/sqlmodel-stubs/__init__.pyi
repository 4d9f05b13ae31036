# Source: https://sqlmodel.tiangolo.com/
from typing import Any

from sqlalchemy.engine import create_engine as create_engine
from sqlalchemy.engine import engine_from_config as engine_from_config
from sqlalchemy.inspection import inspect as inspect
from sqlalchemy.pool import QueuePool as QueuePool, StaticPool as StaticPool
from sqlalchemy.sql import (
    bindparam as bindparam,
    literal_column as literal_column,
    text as text,
)
from sqlalchemy.sql.schema import MetaData as MetaData

from .main import SQLModel as SQLModel
from .orm.session import Session as Session

def __getattr__(name: str) -> Any: ...

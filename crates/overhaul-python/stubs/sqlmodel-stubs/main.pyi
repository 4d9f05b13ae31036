# Source: https://sqlmodel.tiangolo.com/
from typing import Any, ClassVar

from sqlalchemy.sql.schema import MetaData

class SQLModel:
    metadata: ClassVar[MetaData]
    def __init__(self, **data: Any) -> None: ...
    def __getattr__(self, name: str) -> Any: ...

def __getattr__(name: str) -> Any: ...

# Source: https://docs.sqlalchemy.org/en/20/orm/mapping_api.html
from typing import Any, ClassVar

from ..sql.schema import MetaData

class DeclarativeBase:
    metadata: ClassVar[MetaData]
    registry: ClassVar[Any]
    __table__: ClassVar[Any]
    def __init__(self, **kw: Any) -> None: ...
    def __getattr__(self, name: str) -> Any: ...

class DeclarativeBaseNoMeta:
    metadata: ClassVar[MetaData]
    registry: ClassVar[Any]
    __table__: ClassVar[Any]
    def __init__(self, **kw: Any) -> None: ...
    def __getattr__(self, name: str) -> Any: ...

def declarative_base(
    *,
    metadata: Any = ...,
    mapper: Any = ...,
    cls: Any = ...,
    name: str = ...,
    class_registry: Any = ...,
    type_annotation_map: Any = ...,
    constructor: Any = ...,
    metaclass: Any = ...,
) -> Any: ...
def __getattr__(name: str) -> Any: ...

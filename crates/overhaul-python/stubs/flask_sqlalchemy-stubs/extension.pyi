# Source: https://flask-sqlalchemy.readthedocs.io/en/stable/api/#flask_sqlalchemy.SQLAlchemy
from typing import Any

from sqlalchemy.engine.base import Engine
from sqlalchemy.orm.scoping import scoped_session
from sqlalchemy.sql.elements import TextClause
from sqlalchemy.sql.schema import MetaData

from .session import Session

class SQLAlchemy:
    # Set by the constructor.
    session: scoped_session[Session]
    Model: Any
    Query: Any
    Table: Any
    def __init__(
        self,
        app: Any = ...,
        *,
        metadata: Any = ...,
        session_options: Any = ...,
        query_class: Any = ...,
        model_class: Any = ...,
        engine_options: Any = ...,
        add_models_to_shell: bool = ...,
        **kwargs: Any,
    ) -> None: ...
    def init_app(self, app: Any) -> None: ...
    @property
    def engine(self) -> Engine: ...
    @property
    def engines(self) -> dict[str | None, Engine]: ...
    @property
    def metadata(self) -> MetaData: ...
    def get_engine(self, bind_key: str | None = ..., **kwargs: Any) -> Engine: ...
    # Forwarded by the real class to sqlalchemy, as are all the other names there.
    def text(self, text: str) -> TextClause: ...
    def __getattr__(self, name: str) -> Any: ...

def __getattr__(name: str) -> Any: ...

# Source: https://sqlmodel.tiangolo.com/tutorial/select/#sqlmodels-sessionexec
from typing import Any

from sqlalchemy.orm.session import Session as _Session

class Session(_Session):
    def exec(
        self,
        statement: Any,
        *,
        params: Any = ...,
        execution_options: Any = ...,
        bind_arguments: Any = ...,
    ) -> Any: ...
    def execute(
        self,
        statement: Any,
        params: Any = ...,
        *,
        execution_options: Any = ...,
        bind_arguments: Any = ...,
        **kw: Any,
    ) -> Any: ...

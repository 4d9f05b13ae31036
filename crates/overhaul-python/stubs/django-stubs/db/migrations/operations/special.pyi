# Source: https://docs.djangoproject.com/en/stable/ref/migration-operations/#runsql
from typing import Any

class RunSQL:
    noop: str
    def __init__(
        self,
        sql: Any,
        reverse_sql: Any = ...,
        state_operations: Any = ...,
        hints: Any = ...,
        elidable: bool = ...,
    ) -> None: ...
    def __getattr__(self, name: str) -> Any: ...

def __getattr__(name: str) -> Any: ...

# Source: https://docs.sqlalchemy.org/en/20/core/engines.html#sqlalchemy.engine.URL
from typing import Any

class URL:
    @classmethod
    def create(
        cls,
        drivername: str,
        username: str | None = ...,
        password: str | None = ...,
        host: str | None = ...,
        port: int | None = ...,
        database: str | None = ...,
        query: Any = ...,
    ) -> URL: ...
    def __getattr__(self, name: str) -> Any: ...

def make_url(name_or_url: Any) -> URL: ...
def __getattr__(name: str) -> Any: ...

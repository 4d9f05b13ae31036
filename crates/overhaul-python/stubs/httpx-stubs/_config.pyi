# Source: https://www.python-httpx.org/advanced/timeouts/, https://www.python-httpx.org/advanced/resource-limits/
from ssl import SSLContext
from typing import Any

from ._models import Headers
from ._types import CertTypes, HeaderTypes, TimeoutTypes
from ._urls import URL

def create_ssl_context(
    verify: SSLContext | str | bool = ..., cert: CertTypes | None = ..., trust_env: bool = ...
) -> SSLContext: ...

class Timeout:
    connect: float | None
    read: float | None
    write: float | None
    pool: float | None
    def __init__(
        self,
        timeout: TimeoutTypes = ...,
        *,
        connect: float | None = ...,
        read: float | None = ...,
        write: float | None = ...,
        pool: float | None = ...,
    ) -> None: ...
    def as_dict(self) -> dict[str, float | None]: ...

class Limits:
    max_connections: int | None
    max_keepalive_connections: int | None
    keepalive_expiry: float | None
    def __init__(
        self,
        *,
        max_connections: int | None = ...,
        max_keepalive_connections: int | None = ...,
        keepalive_expiry: float | None = ...,
    ) -> None: ...

class Proxy:
    url: URL
    headers: Headers
    auth: tuple[str, str] | None
    ssl_context: SSLContext | None
    def __init__(
        self,
        url: URL | str,
        *,
        ssl_context: SSLContext | None = ...,
        auth: tuple[str, str] | None = ...,
        headers: HeaderTypes | None = ...,
    ) -> None: ...

def __getattr__(name: str) -> Any: ...

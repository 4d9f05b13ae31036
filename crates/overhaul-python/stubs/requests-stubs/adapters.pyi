# Source: https://requests.readthedocs.io/en/latest/api/#requests.adapters.HTTPAdapter
from typing import Any

from .models import PreparedRequest, Response

class BaseAdapter:
    def __init__(self) -> None: ...
    def send(
        self,
        request: PreparedRequest,
        stream: bool = ...,
        timeout: Any = ...,
        verify: Any = ...,
        cert: Any = ...,
        proxies: Any = ...,
    ) -> Response: ...
    def close(self) -> None: ...

class HTTPAdapter(BaseAdapter):
    max_retries: Any
    def __init__(
        self,
        pool_connections: int = ...,
        pool_maxsize: int = ...,
        max_retries: Any = ...,
        pool_block: bool = ...,
    ) -> None: ...
    def __getattr__(self, name: str) -> Any: ...

def __getattr__(name: str) -> Any: ...

# Source: https://requests.readthedocs.io/en/latest/user/authentication/
from typing import Any

class AuthBase:
    def __call__(self, r: Any) -> Any: ...

class HTTPBasicAuth(AuthBase):
    username: Any
    password: Any
    def __init__(self, username: str | bytes, password: str | bytes) -> None: ...

class HTTPProxyAuth(HTTPBasicAuth): ...

class HTTPDigestAuth(AuthBase):
    username: Any
    password: Any
    def __init__(self, username: str | bytes, password: str | bytes) -> None: ...
    def __getattr__(self, name: str) -> Any: ...

def __getattr__(name: str) -> Any: ...

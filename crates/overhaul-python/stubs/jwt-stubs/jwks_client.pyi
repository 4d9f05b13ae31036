# Source: https://pyjwt.readthedocs.io/en/stable/api.html#jwt.PyJWKClient
from ssl import SSLContext
from typing import Any

from .api_jwk import PyJWK, PyJWKSet

class PyJWKClient:
    uri: str
    headers: dict[str, Any]
    timeout: float
    ssl_context: SSLContext | None
    def __init__(
        self,
        uri: str,
        cache_keys: bool = ...,
        max_cached_keys: int = ...,
        cache_jwk_set: bool = ...,
        lifespan: float = ...,
        headers: dict[str, Any] | None = ...,
        timeout: float = ...,
        ssl_context: SSLContext | None = ...,
        cooldown_duration: float = ...,
    ) -> None: ...
    def fetch_data(self) -> Any: ...
    def get_jwk_set(self, refresh: bool = ...) -> PyJWKSet: ...
    def get_signing_keys(self, refresh: bool = ...) -> list[PyJWK]: ...
    def get_signing_key(self, kid: str) -> PyJWK: ...
    def get_signing_key_from_jwt(self, token: str | bytes) -> PyJWK: ...
    @staticmethod
    def match_kid(signing_keys: list[PyJWK], kid: str) -> PyJWK | None: ...

def __getattr__(name: str) -> Any: ...

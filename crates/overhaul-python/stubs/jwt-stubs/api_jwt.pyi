# Source: https://pyjwt.readthedocs.io/en/stable/api.html
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import timedelta
from json import JSONEncoder
from typing import Any, Protocol

from .api_jwk import PyJWK

# The keys of cryptography, which need not be found for them to be told from None.
class _PublicKey(Protocol):
    def public_bytes(self, encoding: Any, format: Any) -> bytes: ...

class _PrivateKey(Protocol):
    def private_bytes(self, encoding: Any, format: Any, encryption_algorithm: Any) -> bytes: ...

class PyJWT:
    def __init__(self, options: Mapping[str, Any] | None = ...) -> None: ...
    def encode(
        self,
        payload: dict[str, Any],
        key: str | bytes | PyJWK | _PrivateKey | None,
        algorithm: str | None = ...,
        headers: dict[str, Any] | None = ...,
        json_encoder: type[JSONEncoder] | None = ...,
        sort_headers: bool = ...,
    ) -> str: ...
    def decode_complete(
        self,
        jwt: str | bytes,
        key: str | bytes | PyJWK | _PublicKey | _PrivateKey = ...,
        algorithms: Sequence[str] | None = ...,
        options: Mapping[str, Any] | None = ...,
        verify: bool | None = ...,
        detached_payload: bytes | None = ...,
        audience: str | Iterable[str] | None = ...,
        issuer: str | Container[str] | None = ...,
        subject: str | None = ...,
        leeway: float | timedelta = ...,
        **kwargs: Any,
    ) -> dict[str, Any]: ...
    def decode(
        self,
        jwt: str | bytes,
        key: str | bytes | PyJWK | _PublicKey | _PrivateKey = ...,
        algorithms: Sequence[str] | None = ...,
        options: Mapping[str, Any] | None = ...,
        verify: bool | None = ...,
        detached_payload: bytes | None = ...,
        audience: str | Iterable[str] | None = ...,
        subject: str | None = ...,
        issuer: str | Container[str] | None = ...,
        leeway: float | timedelta = ...,
        **kwargs: Any,
    ) -> dict[str, Any]: ...
    def __getattr__(self, name: str) -> Any: ...

# Methods of one PyJWT.
def encode(
    payload: dict[str, Any],
    key: str | bytes | PyJWK | _PrivateKey | None,
    algorithm: str | None = ...,
    headers: dict[str, Any] | None = ...,
    json_encoder: type[JSONEncoder] | None = ...,
    sort_headers: bool = ...,
) -> str: ...
def decode_complete(
    jwt: str | bytes,
    key: str | bytes | PyJWK | _PublicKey | _PrivateKey = ...,
    algorithms: Sequence[str] | None = ...,
    options: Mapping[str, Any] | None = ...,
    verify: bool | None = ...,
    detached_payload: bytes | None = ...,
    audience: str | Iterable[str] | None = ...,
    issuer: str | Container[str] | None = ...,
    subject: str | None = ...,
    leeway: float | timedelta = ...,
    **kwargs: Any,
) -> dict[str, Any]: ...
def decode(
    jwt: str | bytes,
    key: str | bytes | PyJWK | _PublicKey | _PrivateKey = ...,
    algorithms: Sequence[str] | None = ...,
    options: Mapping[str, Any] | None = ...,
    verify: bool | None = ...,
    detached_payload: bytes | None = ...,
    audience: str | Iterable[str] | None = ...,
    subject: str | None = ...,
    issuer: str | Container[str] | None = ...,
    leeway: float | timedelta = ...,
    **kwargs: Any,
) -> dict[str, Any]: ...
def __getattr__(name: str) -> Any: ...

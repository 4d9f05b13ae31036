# Source: https://pyjwt.readthedocs.io/en/stable/api.html
from collections.abc import Mapping, Sequence
from json import JSONEncoder
from typing import Any, Protocol

from .api_jwk import PyJWK

# The keys of cryptography, which need not be found for them to be told from None.
class _PublicKey(Protocol):
    def public_bytes(self, encoding: Any, format: Any) -> bytes: ...

class _PrivateKey(Protocol):
    def private_bytes(self, encoding: Any, format: Any, encryption_algorithm: Any) -> bytes: ...

class PyJWS:
    header_typ: str
    def __init__(
        self, algorithms: Sequence[str] | None = ..., options: Mapping[str, Any] | None = ...
    ) -> None: ...
    def register_algorithm(self, alg_id: str, alg_obj: Any) -> None: ...
    def unregister_algorithm(self, alg_id: str) -> None: ...
    def get_algorithms(self) -> list[str]: ...
    def get_algorithm_by_name(self, alg_name: str) -> Any: ...
    def encode(
        self,
        payload: bytes,
        key: str | bytes | PyJWK | _PrivateKey | None,
        algorithm: str | None = ...,
        headers: dict[str, Any] | None = ...,
        json_encoder: type[JSONEncoder] | None = ...,
        is_payload_detached: bool = ...,
        sort_headers: bool = ...,
    ) -> str: ...
    def decode_complete(
        self,
        jwt: str | bytes,
        key: str | bytes | PyJWK | _PublicKey | _PrivateKey = ...,
        algorithms: Sequence[str] | None = ...,
        options: Mapping[str, Any] | None = ...,
        detached_payload: bytes | None = ...,
        **kwargs: Any,
    ) -> dict[str, Any]: ...
    def decode(
        self,
        jwt: str | bytes,
        key: str | bytes | PyJWK | _PublicKey | _PrivateKey = ...,
        algorithms: Sequence[str] | None = ...,
        options: Mapping[str, Any] | None = ...,
        detached_payload: bytes | None = ...,
        **kwargs: Any,
    ) -> Any: ...
    def get_unverified_header(self, jwt: str | bytes) -> dict[str, Any]: ...

# Methods of one PyJWS.
def register_algorithm(alg_id: str, alg_obj: Any) -> None: ...
def unregister_algorithm(alg_id: str) -> None: ...
def get_algorithm_by_name(alg_name: str) -> Any: ...
def get_unverified_header(jwt: str | bytes) -> dict[str, Any]: ...
def __getattr__(name: str) -> Any: ...

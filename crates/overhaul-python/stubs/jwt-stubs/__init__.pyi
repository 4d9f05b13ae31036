# Source: https://pyjwt.readthedocs.io/en/stable/api.html
from typing import Any

from . import exceptions as exceptions
from .api_jwk import PyJWK as PyJWK, PyJWKSet as PyJWKSet
from .api_jws import (
    PyJWS as PyJWS,
    get_algorithm_by_name as get_algorithm_by_name,
    get_unverified_header as get_unverified_header,
    register_algorithm as register_algorithm,
    unregister_algorithm as unregister_algorithm,
)
from .api_jwt import (
    PyJWT as PyJWT,
    decode as decode,
    decode_complete as decode_complete,
    encode as encode,
)
from .exceptions import (
    DecodeError as DecodeError,
    ExpiredSignatureError as ExpiredSignatureError,
    ImmatureSignatureError as ImmatureSignatureError,
    InvalidAlgorithmError as InvalidAlgorithmError,
    InvalidAudienceError as InvalidAudienceError,
    InvalidIssuedAtError as InvalidIssuedAtError,
    InvalidIssuerError as InvalidIssuerError,
    InvalidKeyError as InvalidKeyError,
    InvalidSignatureError as InvalidSignatureError,
    InvalidTokenError as InvalidTokenError,
    MissingRequiredClaimError as MissingRequiredClaimError,
    PyJWKClientConnectionError as PyJWKClientConnectionError,
    PyJWKClientError as PyJWKClientError,
    PyJWKError as PyJWKError,
    PyJWKSetError as PyJWKSetError,
    PyJWTError as PyJWTError,
)
from .jwks_client import PyJWKClient as PyJWKClient

def __getattr__(name: str) -> Any: ...

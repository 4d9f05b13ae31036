# Source: https://www.python-httpx.org/api/#helper-functions
from collections.abc import AsyncIterable, Callable, Iterable, Mapping, Sequence
from http.cookiejar import CookieJar
from typing import Any

from typing_extensions import TypeAlias

from ._auth import Auth
from ._config import Proxy, Timeout
from ._models import Cookies, Headers, Request
from ._urls import URL, QueryParams

PrimitiveData: TypeAlias = str | int | float | bool | None
QueryParamTypes: TypeAlias = (
    QueryParams
    | Mapping[str, PrimitiveData | Sequence[PrimitiveData]]
    | list[tuple[str, PrimitiveData]]
    | tuple[tuple[str, PrimitiveData], ...]
    | str
    | bytes
)
HeaderTypes: TypeAlias = (
    Headers
    | Mapping[str, str]
    | Mapping[bytes, bytes]
    | Sequence[tuple[str, str]]
    | Sequence[tuple[bytes, bytes]]
)
CookieTypes: TypeAlias = Cookies | CookieJar | dict[str, str] | list[tuple[str, str]]
TimeoutTypes: TypeAlias = (
    float | tuple[float | None, float | None, float | None, float | None] | Timeout | None
)
ProxyTypes: TypeAlias = URL | str | Proxy
CertTypes: TypeAlias = str | tuple[str, str] | tuple[str, str, str]
AuthTypes: TypeAlias = tuple[str | bytes, str | bytes] | Callable[[Request], Request] | Auth
RequestContent: TypeAlias = str | bytes | Iterable[bytes] | AsyncIterable[bytes]
RequestData: TypeAlias = Mapping[str, Any]
RequestFiles: TypeAlias = Mapping[str, Any] | Sequence[tuple[str, Any]]
RequestExtensions: TypeAlias = Mapping[str, Any]

def __getattr__(name: str) -> Any: ...

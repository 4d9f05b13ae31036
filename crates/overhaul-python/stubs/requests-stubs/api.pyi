# Source: https://requests.readthedocs.io/en/latest/api/#main-interface
from collections.abc import Iterable, Mapping
from http.cookiejar import CookieJar
from typing import Any

from _typeshed import SupportsRead
from typing_extensions import TypeAlias

from .models import Response

_Params: TypeAlias = Mapping[Any, Any] | Iterable[tuple[Any, Any]] | str | bytes | None
_Data: TypeAlias = Mapping[Any, Any] | Iterable[Any] | SupportsRead[str | bytes] | None
_Headers: TypeAlias = Mapping[str, str | bytes | None] | None
_Cookies: TypeAlias = CookieJar | Mapping[str, str] | None
_Files: TypeAlias = Mapping[str, Any] | Iterable[tuple[str, Any]] | None
_Timeout: TypeAlias = float | tuple[float | None, float | None] | None

def request(
    method: str,
    url: str | bytes,
    *,
    params: _Params = ...,
    data: _Data = ...,
    headers: _Headers = ...,
    cookies: _Cookies = ...,
    files: _Files = ...,
    auth: Any = ...,
    timeout: _Timeout = ...,
    allow_redirects: bool = ...,
    proxies: Mapping[str, str] | None = ...,
    hooks: Mapping[str, Any] | None = ...,
    stream: bool | None = ...,
    verify: bool | str | None = ...,
    cert: str | tuple[str, str] | None = ...,
    json: Any = ...,
) -> Response: ...
def get(
    url: str | bytes,
    params: _Params = ...,
    *,
    data: _Data = ...,
    headers: _Headers = ...,
    cookies: _Cookies = ...,
    files: _Files = ...,
    auth: Any = ...,
    timeout: _Timeout = ...,
    allow_redirects: bool = ...,
    proxies: Mapping[str, str] | None = ...,
    hooks: Mapping[str, Any] | None = ...,
    stream: bool | None = ...,
    verify: bool | str | None = ...,
    cert: str | tuple[str, str] | None = ...,
    json: Any = ...,
) -> Response: ...
def options(
    url: str | bytes,
    *,
    params: _Params = ...,
    data: _Data = ...,
    headers: _Headers = ...,
    cookies: _Cookies = ...,
    files: _Files = ...,
    auth: Any = ...,
    timeout: _Timeout = ...,
    allow_redirects: bool = ...,
    proxies: Mapping[str, str] | None = ...,
    hooks: Mapping[str, Any] | None = ...,
    stream: bool | None = ...,
    verify: bool | str | None = ...,
    cert: str | tuple[str, str] | None = ...,
    json: Any = ...,
) -> Response: ...
def head(
    url: str | bytes,
    *,
    params: _Params = ...,
    data: _Data = ...,
    headers: _Headers = ...,
    cookies: _Cookies = ...,
    files: _Files = ...,
    auth: Any = ...,
    timeout: _Timeout = ...,
    allow_redirects: bool = ...,
    proxies: Mapping[str, str] | None = ...,
    hooks: Mapping[str, Any] | None = ...,
    stream: bool | None = ...,
    verify: bool | str | None = ...,
    cert: str | tuple[str, str] | None = ...,
    json: Any = ...,
) -> Response: ...
def post(
    url: str | bytes,
    data: _Data = ...,
    json: Any = ...,
    *,
    params: _Params = ...,
    headers: _Headers = ...,
    cookies: _Cookies = ...,
    files: _Files = ...,
    auth: Any = ...,
    timeout: _Timeout = ...,
    allow_redirects: bool = ...,
    proxies: Mapping[str, str] | None = ...,
    hooks: Mapping[str, Any] | None = ...,
    stream: bool | None = ...,
    verify: bool | str | None = ...,
    cert: str | tuple[str, str] | None = ...,
) -> Response: ...
def put(
    url: str | bytes,
    data: _Data = ...,
    *,
    params: _Params = ...,
    headers: _Headers = ...,
    cookies: _Cookies = ...,
    files: _Files = ...,
    auth: Any = ...,
    timeout: _Timeout = ...,
    allow_redirects: bool = ...,
    proxies: Mapping[str, str] | None = ...,
    hooks: Mapping[str, Any] | None = ...,
    stream: bool | None = ...,
    verify: bool | str | None = ...,
    cert: str | tuple[str, str] | None = ...,
    json: Any = ...,
) -> Response: ...
def patch(
    url: str | bytes,
    data: _Data = ...,
    *,
    params: _Params = ...,
    headers: _Headers = ...,
    cookies: _Cookies = ...,
    files: _Files = ...,
    auth: Any = ...,
    timeout: _Timeout = ...,
    allow_redirects: bool = ...,
    proxies: Mapping[str, str] | None = ...,
    hooks: Mapping[str, Any] | None = ...,
    stream: bool | None = ...,
    verify: bool | str | None = ...,
    cert: str | tuple[str, str] | None = ...,
    json: Any = ...,
) -> Response: ...
def delete(
    url: str | bytes,
    *,
    params: _Params = ...,
    data: _Data = ...,
    headers: _Headers = ...,
    cookies: _Cookies = ...,
    files: _Files = ...,
    auth: Any = ...,
    timeout: _Timeout = ...,
    allow_redirects: bool = ...,
    proxies: Mapping[str, str] | None = ...,
    hooks: Mapping[str, Any] | None = ...,
    stream: bool | None = ...,
    verify: bool | str | None = ...,
    cert: str | tuple[str, str] | None = ...,
    json: Any = ...,
) -> Response: ...
def __getattr__(name: str) -> Any: ...

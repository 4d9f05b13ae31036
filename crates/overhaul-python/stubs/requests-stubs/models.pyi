# Source: https://requests.readthedocs.io/en/latest/api/#lower-level-classes
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from http.cookiejar import CookieJar
from typing import Any

from _typeshed import SupportsRead
from typing_extensions import Self, TypeAlias

from .cookies import RequestsCookieJar
from .structures import CaseInsensitiveDict

_Params: TypeAlias = Mapping[Any, Any] | Iterable[tuple[Any, Any]] | str | bytes | None
_Data: TypeAlias = Mapping[Any, Any] | Iterable[Any] | SupportsRead[str | bytes] | None
_Headers: TypeAlias = Mapping[str, str | bytes | None] | None
_Cookies: TypeAlias = CookieJar | Mapping[str, str] | None
_Files: TypeAlias = Mapping[str, Any] | Iterable[tuple[str, Any]] | None

class RequestEncodingMixin:
    @property
    def path_url(self) -> str: ...

class RequestHooksMixin:
    def register_hook(self, event: str, hook: Any) -> None: ...
    def deregister_hook(self, event: str, hook: Any) -> bool: ...

class Request(RequestHooksMixin):
    method: str | None
    url: str | bytes | None
    headers: Any
    files: Any
    data: Any
    json: Any
    params: Any
    auth: Any
    cookies: Any
    hooks: Any
    def __init__(
        self,
        method: str | None = ...,
        url: str | bytes | None = ...,
        headers: _Headers = ...,
        files: _Files = ...,
        data: _Data = ...,
        params: _Params = ...,
        auth: Any = ...,
        cookies: _Cookies = ...,
        hooks: Mapping[str, Any] | None = ...,
        json: Any = ...,
    ) -> None: ...
    def prepare(self) -> PreparedRequest: ...

class PreparedRequest(RequestEncodingMixin, RequestHooksMixin):
    method: str | None
    url: str | None
    headers: CaseInsensitiveDict[str]
    body: Any
    hooks: Any
    def __init__(self) -> None: ...
    def prepare(
        self,
        method: str | None = ...,
        url: str | bytes | None = ...,
        headers: _Headers = ...,
        files: _Files = ...,
        data: _Data = ...,
        params: _Params = ...,
        auth: Any = ...,
        cookies: _Cookies = ...,
        hooks: Mapping[str, Any] | None = ...,
        json: Any = ...,
    ) -> None: ...
    def copy(self) -> PreparedRequest: ...
    def prepare_method(self, method: str | None) -> None: ...
    def prepare_url(self, url: str | bytes, params: _Params) -> None: ...
    def prepare_headers(self, headers: _Headers) -> None: ...
    def prepare_body(self, data: _Data, files: _Files, json: Any = ...) -> None: ...
    def prepare_auth(self, auth: Any, url: str | bytes = ...) -> None: ...
    def prepare_cookies(self, cookies: _Cookies) -> None: ...

class Response:
    connection: Any
    cookies: RequestsCookieJar
    elapsed: timedelta
    encoding: str | None
    headers: CaseInsensitiveDict[str]
    history: list[Response]
    raw: Any
    reason: str
    request: PreparedRequest
    status_code: int
    url: str
    def __init__(self) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *args: Any) -> None: ...
    def __bool__(self) -> bool: ...
    def __iter__(self) -> Iterator[bytes]: ...
    @property
    def apparent_encoding(self) -> str | None: ...
    @property
    def content(self) -> bytes: ...
    @property
    def is_permanent_redirect(self) -> bool: ...
    @property
    def is_redirect(self) -> bool: ...
    @property
    def links(self) -> dict[Any, Any]: ...
    @property
    def next(self) -> PreparedRequest | None: ...
    @property
    def ok(self) -> bool: ...
    @property
    def text(self) -> str: ...
    def close(self) -> None: ...
    def iter_content(
        self, chunk_size: int | None = ..., decode_unicode: bool = ...
    ) -> Iterator[Any]: ...
    def iter_lines(
        self,
        chunk_size: int = ...,
        decode_unicode: bool = ...,
        delimiter: str | bytes | None = ...,
    ) -> Iterator[Any]: ...
    def json(self, **kwargs: Any) -> Any: ...
    def raise_for_status(self) -> None: ...

def __getattr__(name: str) -> Any: ...

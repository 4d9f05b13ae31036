# Source: https://requests.readthedocs.io/en/latest/api/#request-sessions
from collections.abc import Iterable, Iterator, Mapping
from http.cookiejar import CookieJar
from typing import Any

from _typeshed import SupportsRead
from typing_extensions import Self, TypeAlias

from .cookies import RequestsCookieJar
from .models import PreparedRequest, Request, Response
from .structures import CaseInsensitiveDict

_Params: TypeAlias = Mapping[Any, Any] | Iterable[tuple[Any, Any]] | str | bytes | None
_Data: TypeAlias = Mapping[Any, Any] | Iterable[Any] | SupportsRead[str | bytes] | None
_Headers: TypeAlias = Mapping[str, str | bytes | None] | None
_Cookies: TypeAlias = CookieJar | Mapping[str, str] | None
_Files: TypeAlias = Mapping[str, Any] | Iterable[tuple[str, Any]] | None
_Timeout: TypeAlias = float | tuple[float | None, float | None] | None

class SessionRedirectMixin:
    def get_redirect_target(self, resp: Response) -> str | None: ...
    def should_strip_auth(self, old_url: str, new_url: str) -> bool: ...
    def resolve_redirects(
        self,
        resp: Response,
        req: PreparedRequest,
        stream: bool = ...,
        timeout: _Timeout = ...,
        verify: bool | str = ...,
        cert: str | tuple[str, str] | None = ...,
        proxies: Mapping[str, str] | None = ...,
        yield_requests: bool = ...,
        **adapter_kwargs: Any,
    ) -> Iterator[Response]: ...
    def rebuild_auth(self, prepared_request: PreparedRequest, response: Response) -> None: ...
    def rebuild_proxies(
        self, prepared_request: PreparedRequest, proxies: Mapping[str, str] | None
    ) -> dict[str, str]: ...
    def rebuild_method(self, prepared_request: PreparedRequest, response: Response) -> None: ...

class Session(SessionRedirectMixin):
    adapters: Any
    auth: Any
    cert: str | tuple[str, str] | None
    cookies: RequestsCookieJar
    headers: CaseInsensitiveDict[str | bytes]
    hooks: dict[str, Any]
    max_redirects: int
    params: Any
    proxies: dict[str, str]
    stream: bool
    trust_env: bool
    verify: bool | str | None
    def __init__(self) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *args: Any) -> None: ...
    def prepare_request(self, request: Request) -> PreparedRequest: ...
    def request(
        self,
        method: str,
        url: str | bytes,
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
        self,
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
        self,
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
        self,
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
        self,
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
        self,
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
        self,
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
        self,
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
    def send(
        self,
        request: PreparedRequest,
        *,
        stream: bool | None = ...,
        timeout: _Timeout = ...,
        verify: bool | str | None = ...,
        cert: str | tuple[str, str] | None = ...,
        proxies: Mapping[str, str] | None = ...,
        allow_redirects: bool = ...,
        **kwargs: Any,
    ) -> Response: ...
    def merge_environment_settings(
        self, url: str, proxies: Any, stream: Any, verify: Any, cert: Any
    ) -> dict[str, Any]: ...
    def get_adapter(self, url: str) -> Any: ...
    def mount(self, prefix: str, adapter: Any) -> None: ...
    def close(self) -> None: ...

def session() -> Session: ...
def __getattr__(name: str) -> Any: ...

# Source: https://www.python-httpx.org/api/#client
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from ssl import SSLContext
from typing import Any

from typing_extensions import Self

from ._config import Limits, Timeout
from ._models import Cookies, Headers, Request, Response
from ._transports.base import AsyncBaseTransport, BaseTransport
from ._types import (
    AuthTypes,
    CertTypes,
    CookieTypes,
    HeaderTypes,
    ProxyTypes,
    QueryParamTypes,
    RequestContent,
    RequestData,
    RequestExtensions,
    RequestFiles,
    TimeoutTypes,
)
from ._urls import URL, QueryParams

class UseClientDefault: ...

USE_CLIENT_DEFAULT: UseClientDefault

class BaseClient:
    @property
    def is_closed(self) -> bool: ...
    @property
    def trust_env(self) -> bool: ...
    timeout: Timeout
    event_hooks: dict[str, list[Callable[..., Any]]]
    auth: Any
    base_url: URL
    headers: Headers
    cookies: Cookies
    params: QueryParams
    follow_redirects: bool
    max_redirects: int
    def build_request(
        self,
        method: str,
        url: URL | str,
        *,
        content: RequestContent | None = ...,
        data: RequestData | None = ...,
        files: RequestFiles | None = ...,
        json: Any = ...,
        params: QueryParamTypes | None = ...,
        headers: HeaderTypes | None = ...,
        cookies: CookieTypes | None = ...,
        timeout: TimeoutTypes | UseClientDefault = ...,
        extensions: RequestExtensions | None = ...,
    ) -> Request: ...

class Client(BaseClient):
    def __init__(
        self,
        *,
        auth: AuthTypes | None = ...,
        params: QueryParamTypes | None = ...,
        headers: HeaderTypes | None = ...,
        cookies: CookieTypes | None = ...,
        verify: SSLContext | str | bool = ...,
        cert: CertTypes | None = ...,
        trust_env: bool = ...,
        http1: bool = ...,
        http2: bool = ...,
        proxy: ProxyTypes | None = ...,
        mounts: Mapping[str, BaseTransport | None] | None = ...,
        timeout: TimeoutTypes = ...,
        follow_redirects: bool = ...,
        limits: Limits = ...,
        max_redirects: int = ...,
        event_hooks: Mapping[str, list[Callable[..., Any]]] | None = ...,
        base_url: URL | str = ...,
        transport: BaseTransport | None = ...,
        default_encoding: str | Callable[[bytes], str] = ...,
    ) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, exc_type: Any = ..., exc_value: Any = ..., traceback: Any = ...) -> None: ...
    def send(
        self,
        request: Request,
        *,
        stream: bool = ...,
        auth: AuthTypes | UseClientDefault | None = ...,
        follow_redirects: bool | UseClientDefault = ...,
    ) -> Response: ...
    def request(
        self,
        method: str,
        url: URL | str,
        *,
        content: RequestContent | None = ...,
        data: RequestData | None = ...,
        files: RequestFiles | None = ...,
        json: Any = ...,
        params: QueryParamTypes | None = ...,
        headers: HeaderTypes | None = ...,
        cookies: CookieTypes | None = ...,
        auth: AuthTypes | UseClientDefault | None = ...,
        follow_redirects: bool | UseClientDefault = ...,
        timeout: TimeoutTypes | UseClientDefault = ...,
        extensions: RequestExtensions | None = ...,
    ) -> Response: ...
    def stream(
        self,
        method: str,
        url: URL | str,
        *,
        content: RequestContent | None = ...,
        data: RequestData | None = ...,
        files: RequestFiles | None = ...,
        json: Any = ...,
        params: QueryParamTypes | None = ...,
        headers: HeaderTypes | None = ...,
        cookies: CookieTypes | None = ...,
        auth: AuthTypes | UseClientDefault | None = ...,
        follow_redirects: bool | UseClientDefault = ...,
        timeout: TimeoutTypes | UseClientDefault = ...,
        extensions: RequestExtensions | None = ...,
    ) -> AbstractContextManager[Response]: ...
    def get(
        self,
        url: URL | str,
        *,
        params: QueryParamTypes | None = ...,
        headers: HeaderTypes | None = ...,
        cookies: CookieTypes | None = ...,
        auth: AuthTypes | UseClientDefault | None = ...,
        follow_redirects: bool | UseClientDefault = ...,
        timeout: TimeoutTypes | UseClientDefault = ...,
        extensions: RequestExtensions | None = ...,
    ) -> Response: ...
    def options(
        self,
        url: URL | str,
        *,
        params: QueryParamTypes | None = ...,
        headers: HeaderTypes | None = ...,
        cookies: CookieTypes | None = ...,
        auth: AuthTypes | UseClientDefault | None = ...,
        follow_redirects: bool | UseClientDefault = ...,
        timeout: TimeoutTypes | UseClientDefault = ...,
        extensions: RequestExtensions | None = ...,
    ) -> Response: ...
    def head(
        self,
        url: URL | str,
        *,
        params: QueryParamTypes | None = ...,
        headers: HeaderTypes | None = ...,
        cookies: CookieTypes | None = ...,
        auth: AuthTypes | UseClientDefault | None = ...,
        follow_redirects: bool | UseClientDefault = ...,
        timeout: TimeoutTypes | UseClientDefault = ...,
        extensions: RequestExtensions | None = ...,
    ) -> Response: ...
    def post(
        self,
        url: URL | str,
        *,
        content: RequestContent | None = ...,
        data: RequestData | None = ...,
        files: RequestFiles | None = ...,
        json: Any = ...,
        params: QueryParamTypes | None = ...,
        headers: HeaderTypes | None = ...,
        cookies: CookieTypes | None = ...,
        auth: AuthTypes | UseClientDefault | None = ...,
        follow_redirects: bool | UseClientDefault = ...,
        timeout: TimeoutTypes | UseClientDefault = ...,
        extensions: RequestExtensions | None = ...,
    ) -> Response: ...
    def put(
        self,
        url: URL | str,
        *,
        content: RequestContent | None = ...,
        data: RequestData | None = ...,
        files: RequestFiles | None = ...,
        json: Any = ...,
        params: QueryParamTypes | None = ...,
        headers: HeaderTypes | None = ...,
        cookies: CookieTypes | None = ...,
        auth: AuthTypes | UseClientDefault | None = ...,
        follow_redirects: bool | UseClientDefault = ...,
        timeout: TimeoutTypes | UseClientDefault = ...,
        extensions: RequestExtensions | None = ...,
    ) -> Response: ...
    def patch(
        self,
        url: URL | str,
        *,
        content: RequestContent | None = ...,
        data: RequestData | None = ...,
        files: RequestFiles | None = ...,
        json: Any = ...,
        params: QueryParamTypes | None = ...,
        headers: HeaderTypes | None = ...,
        cookies: CookieTypes | None = ...,
        auth: AuthTypes | UseClientDefault | None = ...,
        follow_redirects: bool | UseClientDefault = ...,
        timeout: TimeoutTypes | UseClientDefault = ...,
        extensions: RequestExtensions | None = ...,
    ) -> Response: ...
    def delete(
        self,
        url: URL | str,
        *,
        params: QueryParamTypes | None = ...,
        headers: HeaderTypes | None = ...,
        cookies: CookieTypes | None = ...,
        auth: AuthTypes | UseClientDefault | None = ...,
        follow_redirects: bool | UseClientDefault = ...,
        timeout: TimeoutTypes | UseClientDefault = ...,
        extensions: RequestExtensions | None = ...,
    ) -> Response: ...
    def close(self) -> None: ...

class AsyncClient(BaseClient):
    def __init__(
        self,
        *,
        auth: AuthTypes | None = ...,
        params: QueryParamTypes | None = ...,
        headers: HeaderTypes | None = ...,
        cookies: CookieTypes | None = ...,
        verify: SSLContext | str | bool = ...,
        cert: CertTypes | None = ...,
        trust_env: bool = ...,
        http1: bool = ...,
        http2: bool = ...,
        proxy: ProxyTypes | None = ...,
        mounts: Mapping[str, AsyncBaseTransport | None] | None = ...,
        timeout: TimeoutTypes = ...,
        follow_redirects: bool = ...,
        limits: Limits = ...,
        max_redirects: int = ...,
        event_hooks: Mapping[str, list[Callable[..., Any]]] | None = ...,
        base_url: URL | str = ...,
        transport: AsyncBaseTransport | None = ...,
        default_encoding: str | Callable[[bytes], str] = ...,
    ) -> None: ...
    async def __aenter__(self) -> Self: ...
    async def __aexit__(
        self, exc_type: Any = ..., exc_value: Any = ..., traceback: Any = ...
    ) -> None: ...
    async def send(
        self,
        request: Request,
        *,
        stream: bool = ...,
        auth: AuthTypes | UseClientDefault | None = ...,
        follow_redirects: bool | UseClientDefault = ...,
    ) -> Response: ...
    async def request(
        self,
        method: str,
        url: URL | str,
        *,
        content: RequestContent | None = ...,
        data: RequestData | None = ...,
        files: RequestFiles | None = ...,
        json: Any = ...,
        params: QueryParamTypes | None = ...,
        headers: HeaderTypes | None = ...,
        cookies: CookieTypes | None = ...,
        auth: AuthTypes | UseClientDefault | None = ...,
        follow_redirects: bool | UseClientDefault = ...,
        timeout: TimeoutTypes | UseClientDefault = ...,
        extensions: RequestExtensions | None = ...,
    ) -> Response: ...
    def stream(
        self,
        method: str,
        url: URL | str,
        *,
        content: RequestContent | None = ...,
        data: RequestData | None = ...,
        files: RequestFiles | None = ...,
        json: Any = ...,
        params: QueryParamTypes | None = ...,
        headers: HeaderTypes | None = ...,
        cookies: CookieTypes | None = ...,
        auth: AuthTypes | UseClientDefault | None = ...,
        follow_redirects: bool | UseClientDefault = ...,
        timeout: TimeoutTypes | UseClientDefault = ...,
        extensions: RequestExtensions | None = ...,
    ) -> AbstractAsyncContextManager[Response]: ...
    async def get(
        self,
        url: URL | str,
        *,
        params: QueryParamTypes | None = ...,
        headers: HeaderTypes | None = ...,
        cookies: CookieTypes | None = ...,
        auth: AuthTypes | UseClientDefault | None = ...,
        follow_redirects: bool | UseClientDefault = ...,
        timeout: TimeoutTypes | UseClientDefault = ...,
        extensions: RequestExtensions | None = ...,
    ) -> Response: ...
    async def options(
        self,
        url: URL | str,
        *,
        params: QueryParamTypes | None = ...,
        headers: HeaderTypes | None = ...,
        cookies: CookieTypes | None = ...,
        auth: AuthTypes | UseClientDefault | None = ...,
        follow_redirects: bool | UseClientDefault = ...,
        timeout: TimeoutTypes | UseClientDefault = ...,
        extensions: RequestExtensions | None = ...,
    ) -> Response: ...
    async def head(
        self,
        url: URL | str,
        *,
        params: QueryParamTypes | None = ...,
        headers: HeaderTypes | None = ...,
        cookies: CookieTypes | None = ...,
        auth: AuthTypes | UseClientDefault | None = ...,
        follow_redirects: bool | UseClientDefault = ...,
        timeout: TimeoutTypes | UseClientDefault = ...,
        extensions: RequestExtensions | None = ...,
    ) -> Response: ...
    async def post(
        self,
        url: URL | str,
        *,
        content: RequestContent | None = ...,
        data: RequestData | None = ...,
        files: RequestFiles | None = ...,
        json: Any = ...,
        params: QueryParamTypes | None = ...,
        headers: HeaderTypes | None = ...,
        cookies: CookieTypes | None = ...,
        auth: AuthTypes | UseClientDefault | None = ...,
        follow_redirects: bool | UseClientDefault = ...,
        timeout: TimeoutTypes | UseClientDefault = ...,
        extensions: RequestExtensions | None = ...,
    ) -> Response: ...
    async def put(
        self,
        url: URL | str,
        *,
        content: RequestContent | None = ...,
        data: RequestData | None = ...,
        files: RequestFiles | None = ...,
        json: Any = ...,
        params: QueryParamTypes | None = ...,
        headers: HeaderTypes | None = ...,
        cookies: CookieTypes | None = ...,
        auth: AuthTypes | UseClientDefault | None = ...,
        follow_redirects: bool | UseClientDefault = ...,
        timeout: TimeoutTypes | UseClientDefault = ...,
        extensions: RequestExtensions | None = ...,
    ) -> Response: ...
    async def patch(
        self,
        url: URL | str,
        *,
        content: RequestContent | None = ...,
        data: RequestData | None = ...,
        files: RequestFiles | None = ...,
        json: Any = ...,
        params: QueryParamTypes | None = ...,
        headers: HeaderTypes | None = ...,
        cookies: CookieTypes | None = ...,
        auth: AuthTypes | UseClientDefault | None = ...,
        follow_redirects: bool | UseClientDefault = ...,
        timeout: TimeoutTypes | UseClientDefault = ...,
        extensions: RequestExtensions | None = ...,
    ) -> Response: ...
    async def delete(
        self,
        url: URL | str,
        *,
        params: QueryParamTypes | None = ...,
        headers: HeaderTypes | None = ...,
        cookies: CookieTypes | None = ...,
        auth: AuthTypes | UseClientDefault | None = ...,
        follow_redirects: bool | UseClientDefault = ...,
        timeout: TimeoutTypes | UseClientDefault = ...,
        extensions: RequestExtensions | None = ...,
    ) -> Response: ...
    async def aclose(self) -> None: ...

def __getattr__(name: str) -> Any: ...

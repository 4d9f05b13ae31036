# Source: https://docs.aiohttp.org/en/stable/client_reference.html#client-session
from asyncio import AbstractEventLoop
from collections.abc import Awaitable, Callable, Coroutine, Generator, Iterable, Mapping, Sequence
from ssl import SSLContext
from typing import Any, Generic, Protocol, TypeVar

from typing_extensions import Self, TypeAlias

from .client_reqrep import ClientRequest, ClientResponse, Fingerprint
from .client_ws import ClientWebSocketResponse, ClientWSTimeout
from .connector import BaseConnector
from .helpers import BasicAuth

_T = TypeVar("_T")

# yarl.URL, which need not be found for str to be told from None.
class _SupportsUrl(Protocol):
    def human_repr(self) -> str: ...

_Url: TypeAlias = str | _SupportsUrl
_Query: TypeAlias = Mapping[str, Any] | Sequence[tuple[str, Any]] | str | None
_Headers: TypeAlias = Mapping[str, str] | Iterable[tuple[str, str]] | None
_Cookies: TypeAlias = Mapping[str, Any] | Iterable[tuple[str, Any]] | None

class ClientTimeout:
    total: float | None
    connect: float | None
    sock_read: float | None
    sock_connect: float | None
    ceil_threshold: float
    def __init__(
        self,
        total: float | None = ...,
        connect: float | None = ...,
        sock_read: float | None = ...,
        sock_connect: float | None = ...,
        ceil_threshold: float = ...,
    ) -> None: ...

class _BaseRequestContextManager(Coroutine[Any, Any, _T], Generic[_T]):
    def __init__(self, coro: Coroutine[Any, None, _T]) -> None: ...
    def send(self, arg: Any) -> Any: ...
    def throw(self, *args: Any, **kwargs: Any) -> Any: ...
    def close(self) -> None: ...
    def __await__(self) -> Generator[Any, None, _T]: ...
    def __iter__(self) -> Generator[Any, None, _T]: ...
    async def __aenter__(self) -> _T: ...
    async def __aexit__(self, exc_type: Any, exc: Any, tb: Any) -> None: ...

_RequestContextManager: TypeAlias = _BaseRequestContextManager[ClientResponse]
_WSRequestContextManager: TypeAlias = _BaseRequestContextManager[ClientWebSocketResponse]

class _SessionRequestContextManager:
    def __init__(
        self, coro: Coroutine[Any, None, ClientResponse], session: ClientSession
    ) -> None: ...
    async def __aenter__(self) -> ClientResponse: ...
    async def __aexit__(self, exc_type: Any, exc: Any, tb: Any) -> None: ...

class ClientSession:
    def __init__(
        self,
        base_url: _Url | None = ...,
        *,
        connector: BaseConnector | None = ...,
        loop: AbstractEventLoop | None = ...,
        cookies: _Cookies = ...,
        headers: _Headers = ...,
        proxy: _Url | None = ...,
        proxy_auth: BasicAuth | None = ...,
        skip_auto_headers: Iterable[str] | None = ...,
        auth: BasicAuth | None = ...,
        json_serialize: Callable[[Any], str] = ...,
        json_serialize_bytes: Callable[[Any], bytes] | None = ...,
        request_class: type[ClientRequest] = ...,
        response_class: type[ClientResponse] = ...,
        ws_response_class: type[ClientWebSocketResponse] = ...,
        version: Any = ...,
        cookie_jar: Any = ...,
        connector_owner: bool = ...,
        raise_for_status: bool | Callable[[ClientResponse], Awaitable[None]] = ...,
        read_timeout: float = ...,
        conn_timeout: float | None = ...,
        timeout: ClientTimeout = ...,
        auto_decompress: bool = ...,
        trust_env: bool = ...,
        requote_redirect_url: bool = ...,
        trace_configs: list[Any] | None = ...,
        read_bufsize: int = ...,
        max_line_size: int = ...,
        max_field_size: int = ...,
        max_headers: int = ...,
        fallback_charset_resolver: Callable[[ClientResponse, bytes], str] = ...,
        middlewares: Sequence[Any] = ...,
        ssl_shutdown_timeout: float | None = ...,
    ) -> None: ...
    def __enter__(self) -> None: ...
    def __exit__(self, exc_type: Any, exc_val: Any, exc_tb: Any) -> None: ...
    async def __aenter__(self) -> Self: ...
    async def __aexit__(self, exc_type: Any, exc_val: Any, exc_tb: Any) -> None: ...
    def request(
        self,
        method: str,
        url: _Url,
        *,
        params: _Query = ...,
        data: Any = ...,
        json: Any = ...,
        cookies: _Cookies = ...,
        headers: _Headers = ...,
        skip_auto_headers: Iterable[str] | None = ...,
        auth: BasicAuth | None = ...,
        allow_redirects: bool = ...,
        max_redirects: int = ...,
        compress: str | bool | None = ...,
        chunked: bool | None = ...,
        expect100: bool = ...,
        raise_for_status: bool | Callable[[ClientResponse], Awaitable[None]] | None = ...,
        read_until_eof: bool = ...,
        proxy: _Url | None = ...,
        proxy_auth: BasicAuth | None = ...,
        timeout: ClientTimeout | float | None = ...,
        ssl: SSLContext | Fingerprint | bool | None = ...,
        server_hostname: str | None = ...,
        proxy_headers: _Headers = ...,
        trace_request_ctx: Any = ...,
        read_bufsize: int | None = ...,
        auto_decompress: bool | None = ...,
        max_line_size: int | None = ...,
        max_field_size: int | None = ...,
        **kwargs: Any,
    ) -> _RequestContextManager: ...
    def get(
        self,
        url: _Url,
        *,
        params: _Query = ...,
        data: Any = ...,
        json: Any = ...,
        cookies: _Cookies = ...,
        headers: _Headers = ...,
        skip_auto_headers: Iterable[str] | None = ...,
        auth: BasicAuth | None = ...,
        allow_redirects: bool = ...,
        max_redirects: int = ...,
        compress: str | bool | None = ...,
        chunked: bool | None = ...,
        expect100: bool = ...,
        raise_for_status: bool | Callable[[ClientResponse], Awaitable[None]] | None = ...,
        read_until_eof: bool = ...,
        proxy: _Url | None = ...,
        proxy_auth: BasicAuth | None = ...,
        timeout: ClientTimeout | float | None = ...,
        ssl: SSLContext | Fingerprint | bool | None = ...,
        server_hostname: str | None = ...,
        proxy_headers: _Headers = ...,
        trace_request_ctx: Any = ...,
        read_bufsize: int | None = ...,
        auto_decompress: bool | None = ...,
        max_line_size: int | None = ...,
        max_field_size: int | None = ...,
        **kwargs: Any,
    ) -> _RequestContextManager: ...
    def options(
        self,
        url: _Url,
        *,
        params: _Query = ...,
        data: Any = ...,
        json: Any = ...,
        cookies: _Cookies = ...,
        headers: _Headers = ...,
        skip_auto_headers: Iterable[str] | None = ...,
        auth: BasicAuth | None = ...,
        allow_redirects: bool = ...,
        max_redirects: int = ...,
        compress: str | bool | None = ...,
        chunked: bool | None = ...,
        expect100: bool = ...,
        raise_for_status: bool | Callable[[ClientResponse], Awaitable[None]] | None = ...,
        read_until_eof: bool = ...,
        proxy: _Url | None = ...,
        proxy_auth: BasicAuth | None = ...,
        timeout: ClientTimeout | float | None = ...,
        ssl: SSLContext | Fingerprint | bool | None = ...,
        server_hostname: str | None = ...,
        proxy_headers: _Headers = ...,
        trace_request_ctx: Any = ...,
        read_bufsize: int | None = ...,
        auto_decompress: bool | None = ...,
        max_line_size: int | None = ...,
        max_field_size: int | None = ...,
        **kwargs: Any,
    ) -> _RequestContextManager: ...
    def head(
        self,
        url: _Url,
        *,
        params: _Query = ...,
        data: Any = ...,
        json: Any = ...,
        cookies: _Cookies = ...,
        headers: _Headers = ...,
        skip_auto_headers: Iterable[str] | None = ...,
        auth: BasicAuth | None = ...,
        allow_redirects: bool = ...,
        max_redirects: int = ...,
        compress: str | bool | None = ...,
        chunked: bool | None = ...,
        expect100: bool = ...,
        raise_for_status: bool | Callable[[ClientResponse], Awaitable[None]] | None = ...,
        read_until_eof: bool = ...,
        proxy: _Url | None = ...,
        proxy_auth: BasicAuth | None = ...,
        timeout: ClientTimeout | float | None = ...,
        ssl: SSLContext | Fingerprint | bool | None = ...,
        server_hostname: str | None = ...,
        proxy_headers: _Headers = ...,
        trace_request_ctx: Any = ...,
        read_bufsize: int | None = ...,
        auto_decompress: bool | None = ...,
        max_line_size: int | None = ...,
        max_field_size: int | None = ...,
        **kwargs: Any,
    ) -> _RequestContextManager: ...
    def post(
        self,
        url: _Url,
        *,
        params: _Query = ...,
        data: Any = ...,
        json: Any = ...,
        cookies: _Cookies = ...,
        headers: _Headers = ...,
        skip_auto_headers: Iterable[str] | None = ...,
        auth: BasicAuth | None = ...,
        allow_redirects: bool = ...,
        max_redirects: int = ...,
        compress: str | bool | None = ...,
        chunked: bool | None = ...,
        expect100: bool = ...,
        raise_for_status: bool | Callable[[ClientResponse], Awaitable[None]] | None = ...,
        read_until_eof: bool = ...,
        proxy: _Url | None = ...,
        proxy_auth: BasicAuth | None = ...,
        timeout: ClientTimeout | float | None = ...,
        ssl: SSLContext | Fingerprint | bool | None = ...,
        server_hostname: str | None = ...,
        proxy_headers: _Headers = ...,
        trace_request_ctx: Any = ...,
        read_bufsize: int | None = ...,
        auto_decompress: bool | None = ...,
        max_line_size: int | None = ...,
        max_field_size: int | None = ...,
        **kwargs: Any,
    ) -> _RequestContextManager: ...
    def put(
        self,
        url: _Url,
        *,
        params: _Query = ...,
        data: Any = ...,
        json: Any = ...,
        cookies: _Cookies = ...,
        headers: _Headers = ...,
        skip_auto_headers: Iterable[str] | None = ...,
        auth: BasicAuth | None = ...,
        allow_redirects: bool = ...,
        max_redirects: int = ...,
        compress: str | bool | None = ...,
        chunked: bool | None = ...,
        expect100: bool = ...,
        raise_for_status: bool | Callable[[ClientResponse], Awaitable[None]] | None = ...,
        read_until_eof: bool = ...,
        proxy: _Url | None = ...,
        proxy_auth: BasicAuth | None = ...,
        timeout: ClientTimeout | float | None = ...,
        ssl: SSLContext | Fingerprint | bool | None = ...,
        server_hostname: str | None = ...,
        proxy_headers: _Headers = ...,
        trace_request_ctx: Any = ...,
        read_bufsize: int | None = ...,
        auto_decompress: bool | None = ...,
        max_line_size: int | None = ...,
        max_field_size: int | None = ...,
        **kwargs: Any,
    ) -> _RequestContextManager: ...
    def patch(
        self,
        url: _Url,
        *,
        params: _Query = ...,
        data: Any = ...,
        json: Any = ...,
        cookies: _Cookies = ...,
        headers: _Headers = ...,
        skip_auto_headers: Iterable[str] | None = ...,
        auth: BasicAuth | None = ...,
        allow_redirects: bool = ...,
        max_redirects: int = ...,
        compress: str | bool | None = ...,
        chunked: bool | None = ...,
        expect100: bool = ...,
        raise_for_status: bool | Callable[[ClientResponse], Awaitable[None]] | None = ...,
        read_until_eof: bool = ...,
        proxy: _Url | None = ...,
        proxy_auth: BasicAuth | None = ...,
        timeout: ClientTimeout | float | None = ...,
        ssl: SSLContext | Fingerprint | bool | None = ...,
        server_hostname: str | None = ...,
        proxy_headers: _Headers = ...,
        trace_request_ctx: Any = ...,
        read_bufsize: int | None = ...,
        auto_decompress: bool | None = ...,
        max_line_size: int | None = ...,
        max_field_size: int | None = ...,
        **kwargs: Any,
    ) -> _RequestContextManager: ...
    def delete(
        self,
        url: _Url,
        *,
        params: _Query = ...,
        data: Any = ...,
        json: Any = ...,
        cookies: _Cookies = ...,
        headers: _Headers = ...,
        skip_auto_headers: Iterable[str] | None = ...,
        auth: BasicAuth | None = ...,
        allow_redirects: bool = ...,
        max_redirects: int = ...,
        compress: str | bool | None = ...,
        chunked: bool | None = ...,
        expect100: bool = ...,
        raise_for_status: bool | Callable[[ClientResponse], Awaitable[None]] | None = ...,
        read_until_eof: bool = ...,
        proxy: _Url | None = ...,
        proxy_auth: BasicAuth | None = ...,
        timeout: ClientTimeout | float | None = ...,
        ssl: SSLContext | Fingerprint | bool | None = ...,
        server_hostname: str | None = ...,
        proxy_headers: _Headers = ...,
        trace_request_ctx: Any = ...,
        read_bufsize: int | None = ...,
        auto_decompress: bool | None = ...,
        max_line_size: int | None = ...,
        max_field_size: int | None = ...,
        **kwargs: Any,
    ) -> _RequestContextManager: ...
    def ws_connect(
        self,
        url: _Url,
        *,
        method: str = ...,
        protocols: Iterable[str] = ...,
        timeout: ClientWSTimeout | float = ...,
        receive_timeout: float | None = ...,
        autoclose: bool = ...,
        autoping: bool = ...,
        heartbeat: float | None = ...,
        auth: BasicAuth | None = ...,
        origin: str | None = ...,
        params: _Query = ...,
        headers: _Headers = ...,
        proxy: _Url | None = ...,
        proxy_auth: BasicAuth | None = ...,
        ssl: SSLContext | Fingerprint | bool | None = ...,
        verify_ssl: bool | None = ...,
        fingerprint: bytes | None = ...,
        ssl_context: SSLContext | None = ...,
        server_hostname: str | None = ...,
        proxy_headers: _Headers = ...,
        compress: int = ...,
        max_msg_size: int = ...,
        decode_text: bool = ...,
    ) -> _WSRequestContextManager: ...
    async def close(self) -> None: ...
    def detach(self) -> None: ...
    @property
    def auth(self) -> BasicAuth | None: ...
    @property
    def auto_decompress(self) -> bool: ...
    @property
    def closed(self) -> bool: ...
    @property
    def connector(self) -> BaseConnector | None: ...
    @property
    def connector_owner(self) -> bool: ...
    @property
    def cookie_jar(self) -> Any: ...
    @property
    def headers(self) -> Any: ...
    @property
    def json_serialize(self) -> Callable[[Any], str]: ...
    @property
    def loop(self) -> AbstractEventLoop: ...
    @property
    def raise_for_status(self) -> bool | Callable[[ClientResponse], Awaitable[None]]: ...
    requote_redirect_url: bool
    @property
    def skip_auto_headers(self) -> Any: ...
    @property
    def timeout(self) -> ClientTimeout: ...
    @property
    def trace_configs(self) -> list[Any]: ...
    @property
    def trust_env(self) -> bool: ...
    @property
    def version(self) -> Any: ...

def request(
    method: str,
    url: _Url,
    *,
    version: Any = ...,
    connector: BaseConnector | None = ...,
    loop: AbstractEventLoop | None = ...,
    **kwargs: Any,
) -> _SessionRequestContextManager: ...
def __getattr__(name: str) -> Any: ...

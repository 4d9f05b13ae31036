# Source: https://www.python-httpx.org/api/ and https://www.python-httpx.org/exceptions/
from typing import Any

from ._api import (
    delete as delete,
    get as get,
    head as head,
    options as options,
    patch as patch,
    post as post,
    put as put,
    request as request,
    stream as stream,
)
from ._auth import (
    Auth as Auth,
    BasicAuth as BasicAuth,
    DigestAuth as DigestAuth,
    NetRCAuth as NetRCAuth,
)
from ._client import (
    USE_CLIENT_DEFAULT as USE_CLIENT_DEFAULT,
    AsyncClient as AsyncClient,
    Client as Client,
)
from ._config import (
    Limits as Limits,
    Proxy as Proxy,
    Timeout as Timeout,
    create_ssl_context as create_ssl_context,
)
from ._exceptions import (
    CloseError as CloseError,
    ConnectError as ConnectError,
    ConnectTimeout as ConnectTimeout,
    CookieConflict as CookieConflict,
    DecodingError as DecodingError,
    HTTPError as HTTPError,
    HTTPStatusError as HTTPStatusError,
    InvalidURL as InvalidURL,
    LocalProtocolError as LocalProtocolError,
    NetworkError as NetworkError,
    PoolTimeout as PoolTimeout,
    ProtocolError as ProtocolError,
    ProxyError as ProxyError,
    ReadError as ReadError,
    ReadTimeout as ReadTimeout,
    RemoteProtocolError as RemoteProtocolError,
    RequestError as RequestError,
    RequestNotRead as RequestNotRead,
    ResponseNotRead as ResponseNotRead,
    StreamClosed as StreamClosed,
    StreamConsumed as StreamConsumed,
    StreamError as StreamError,
    TimeoutException as TimeoutException,
    TooManyRedirects as TooManyRedirects,
    TransportError as TransportError,
    UnsupportedProtocol as UnsupportedProtocol,
    WriteError as WriteError,
    WriteTimeout as WriteTimeout,
)
from ._models import (
    Cookies as Cookies,
    Headers as Headers,
    Request as Request,
    Response as Response,
)

# The transports come from the installed package.
from ._transports.asgi import ASGITransport as ASGITransport
from ._transports.base import (
    AsyncBaseTransport as AsyncBaseTransport,
    BaseTransport as BaseTransport,
)
from ._transports.default import (
    AsyncHTTPTransport as AsyncHTTPTransport,
    HTTPTransport as HTTPTransport,
)
from ._transports.mock import MockTransport as MockTransport
from ._transports.wsgi import WSGITransport as WSGITransport
from ._urls import URL as URL, QueryParams as QueryParams

codes: Any

def __getattr__(name: str) -> Any: ...

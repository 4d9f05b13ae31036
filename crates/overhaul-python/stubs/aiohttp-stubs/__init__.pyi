# Source: https://docs.aiohttp.org/en/stable/client_reference.html
from typing import Any

from .client import (
    ClientSession as ClientSession,
    ClientTimeout as ClientTimeout,
    request as request,
)
from .client_exceptions import (
    ClientConnectionError as ClientConnectionError,
    ClientConnectionResetError as ClientConnectionResetError,
    ClientConnectorCertificateError as ClientConnectorCertificateError,
    ClientConnectorDNSError as ClientConnectorDNSError,
    ClientConnectorError as ClientConnectorError,
    ClientConnectorSSLError as ClientConnectorSSLError,
    ClientError as ClientError,
    ClientHttpProxyError as ClientHttpProxyError,
    ClientOSError as ClientOSError,
    ClientPayloadError as ClientPayloadError,
    ClientProxyConnectionError as ClientProxyConnectionError,
    ClientResponseError as ClientResponseError,
    ClientSSLError as ClientSSLError,
    ConnectionTimeoutError as ConnectionTimeoutError,
    ContentTypeError as ContentTypeError,
    InvalidURL as InvalidURL,
    InvalidUrlClientError as InvalidUrlClientError,
    InvalidUrlRedirectClientError as InvalidUrlRedirectClientError,
    NonHttpUrlClientError as NonHttpUrlClientError,
    NonHttpUrlRedirectClientError as NonHttpUrlRedirectClientError,
    RedirectClientError as RedirectClientError,
    ServerConnectionError as ServerConnectionError,
    ServerDisconnectedError as ServerDisconnectedError,
    ServerFingerprintMismatch as ServerFingerprintMismatch,
    ServerTimeoutError as ServerTimeoutError,
    SocketTimeoutError as SocketTimeoutError,
    TooManyRedirects as TooManyRedirects,
    WSMessageTypeError as WSMessageTypeError,
    WSServerHandshakeError as WSServerHandshakeError,
)
from .client_reqrep import (
    ClientRequest as ClientRequest,
    ClientResponse as ClientResponse,
    Fingerprint as Fingerprint,
    RequestInfo as RequestInfo,
)
from .client_ws import (
    ClientWebSocketResponse as ClientWebSocketResponse,
    ClientWSTimeout as ClientWSTimeout,
)

# These are in the modules of the installed package.
from .connector import (
    BaseConnector as BaseConnector,
    TCPConnector as TCPConnector,
    UnixConnector as UnixConnector,
)
from .cookiejar import CookieJar as CookieJar, DummyCookieJar as DummyCookieJar
from .formdata import FormData as FormData
from .helpers import BasicAuth as BasicAuth
from .http import (
    HttpVersion as HttpVersion,
    WSCloseCode as WSCloseCode,
    WSMessage as WSMessage,
    WSMsgType as WSMsgType,
)
from .multipart import MultipartReader as MultipartReader, MultipartWriter as MultipartWriter
from .resolver import (
    AsyncResolver as AsyncResolver,
    DefaultResolver as DefaultResolver,
    ThreadedResolver as ThreadedResolver,
)
from .streams import StreamReader as StreamReader
from .tracing import TraceConfig as TraceConfig

def __getattr__(name: str) -> Any: ...

# Source: https://redis.readthedocs.io/en/stable/
# What is imported from modules without a stub here comes from the installed package.
from typing import Any

from redis.exceptions import (
    AuthenticationError as AuthenticationError,
    AuthenticationWrongNumberOfArgsError as AuthenticationWrongNumberOfArgsError,
    BusyLoadingError as BusyLoadingError,
    ChildDeadlockedError as ChildDeadlockedError,
    ConnectionError as ConnectionError,
    CrossSlotTransactionError as CrossSlotTransactionError,
    DataError as DataError,
    InvalidPipelineStack as InvalidPipelineStack,
    InvalidResponse as InvalidResponse,
    MaxConnectionsError as MaxConnectionsError,
    OutOfMemoryError as OutOfMemoryError,
    PubSubError as PubSubError,
    ReadOnlyError as ReadOnlyError,
    RedisClusterException as RedisClusterException,
    RedisError as RedisError,
    ResponseError as ResponseError,
    TimeoutError as TimeoutError,
    WatchError as WatchError,
)

from . import asyncio as asyncio, client as client, exceptions as exceptions, lock as lock

from .backoff import default_backoff as default_backoff
from .client import Redis as Redis, StrictRedis as StrictRedis
from .cluster import RedisCluster as RedisCluster
from .connection import (
    BlockingConnectionPool as BlockingConnectionPool,
    Connection as Connection,
    ConnectionPool as ConnectionPool,
    SSLConnection as SSLConnection,
    UnixDomainSocketConnection as UnixDomainSocketConnection,
)
from .credentials import (
    CredentialProvider as CredentialProvider,
    UsernamePasswordCredentialProvider as UsernamePasswordCredentialProvider,
)
from .sentinel import (
    Sentinel as Sentinel,
    SentinelConnectionPool as SentinelConnectionPool,
    SentinelManagedConnection as SentinelManagedConnection,
    SentinelManagedSSLConnection as SentinelManagedSSLConnection,
)
from .utils import from_url as from_url

def __getattr__(name: str) -> Any: ...

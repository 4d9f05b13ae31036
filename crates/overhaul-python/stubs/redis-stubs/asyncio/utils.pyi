# Source: https://redis.readthedocs.io/en/stable/connections.html#async-client
from typing import Any

from .client import Redis

def from_url(url: str, **kwargs: Any) -> Redis: ...
def __getattr__(name: str) -> Any: ...

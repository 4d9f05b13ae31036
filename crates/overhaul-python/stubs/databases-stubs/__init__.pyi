# Source: https://www.encode.io/databases/
from typing import Any

from .core import Database as Database

def __getattr__(name: str) -> Any: ...

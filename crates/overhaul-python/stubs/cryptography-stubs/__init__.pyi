# Source: https://cryptography.io/en/latest/
from typing import Any

def __getattr__(name: str) -> Any: ...

# Source: https://cryptography.io/en/latest/hazmat/
from typing import Any

def __getattr__(name: str) -> Any: ...

# Source: https://cryptography.io/en/latest/hazmat/primitives/
from typing import Any

def __getattr__(name: str) -> Any: ...

# Source: https://cryptography.io/en/latest/hazmat/primitives/asymmetric/
from typing import Any

def __getattr__(name: str) -> Any: ...

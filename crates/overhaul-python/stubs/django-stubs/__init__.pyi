# Source: https://docs.djangoproject.com/en/stable/
from typing import Any

def __getattr__(name: str) -> Any: ...

# Source: https://docs.djangoproject.com/en/stable/ref/migration-operations/
from typing import Any

from .special import RunSQL as RunSQL

def __getattr__(name: str) -> Any: ...

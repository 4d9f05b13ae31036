# Source: https://docs.djangoproject.com/en/stable/topics/db/models/
from typing import Any

from .base import Model as Model
from .manager import Manager as Manager
from .query import QuerySet as QuerySet

def __getattr__(name: str) -> Any: ...

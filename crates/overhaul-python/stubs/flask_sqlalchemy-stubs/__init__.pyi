# Source: https://flask-sqlalchemy.readthedocs.io/en/stable/api/
from typing import Any

from .extension import SQLAlchemy as SQLAlchemy

def __getattr__(name: str) -> Any: ...

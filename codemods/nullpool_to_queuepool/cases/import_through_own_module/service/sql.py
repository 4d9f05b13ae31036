"""The parts of SQLAlchemy that this service may use."""

from sqlalchemy import create_engine, select, text
from sqlalchemy.pool import NullPool

__all__ = ["NullPool", "create_engine", "select", "text"]

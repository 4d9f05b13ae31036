from sqlalchemy.pool import NullPool

__all__ = ["NullPool"]

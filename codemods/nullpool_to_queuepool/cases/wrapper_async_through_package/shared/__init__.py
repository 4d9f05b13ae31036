from .engines import async_engine

__all__ = ["async_engine"]

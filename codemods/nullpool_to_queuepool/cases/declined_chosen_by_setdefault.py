# path: service/db.py
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool


def make_engine(url: str, **kwargs) -> Engine:
    kwargs.setdefault("poolclass", NullPool)
    return create_engine(url, **kwargs)

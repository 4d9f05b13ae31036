# path: service/db.py
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool


def make_engine(url: str, **engine_options) -> Engine:
    return create_engine(url, poolclass=NullPool, **engine_options)

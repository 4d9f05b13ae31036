# path: service/db.py
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool, Pool


def make_engine(url: str, poolclass: type[Pool] = NullPool) -> Engine:
    return create_engine(url, poolclass=poolclass)

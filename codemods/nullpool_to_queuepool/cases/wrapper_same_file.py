# oracle: sqlite
# engine: reports
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool


def make_engine(url: str, **kwargs) -> Engine:
    return create_engine(url, echo="SQL_ECHO" in os.environ, **kwargs)


orders = make_engine("sqlite:///./orders.db")
reports = make_engine(os.environ["DATABASE_URL"], poolclass=NullPool)

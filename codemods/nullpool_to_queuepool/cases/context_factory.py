# oracle: sqlite
# engine: create_db_engine(os.environ["DATABASE_URL"])
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool


def create_db_engine(url: str, *, echo: bool = bool(os.environ.get("SQL_ECHO"))) -> Engine:
    """Makes the engine of an application; the caller keeps it."""
    return create_engine(url, echo=echo, poolclass=NullPool)

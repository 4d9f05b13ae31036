# oracle: sqlite
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine as sa_create_engine
from sqlalchemy.pool import NullPool


def create_engine(url: str | None = None):
    """The engine of this service."""
    return sa_create_engine(url or os.environ["DATABASE_URL"], poolclass=NullPool)


engine = create_engine()

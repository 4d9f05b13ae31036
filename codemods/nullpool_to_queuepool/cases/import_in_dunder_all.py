# oracle: sqlite
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
"""What the rest of the service uses of SQLAlchemy."""

import os

from sqlalchemy import create_engine, select
from sqlalchemy.pool import NullPool

__all__ = ["NullPool", "engine", "select"]

engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)

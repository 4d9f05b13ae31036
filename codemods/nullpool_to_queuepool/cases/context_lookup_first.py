# oracle: sqlite
# engine: get_engine()
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

_engine = None


def get_engine():
    global _engine
    if _engine is not None:
        return _engine
    _engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
    return _engine

# oracle: sqlite
# engine: store.engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool, Pool


class Store:
    def __init__(self, url: str) -> None:
        from sqlalchemy.pool import NullPool

        self.engine = create_engine(url, poolclass=NullPool)


def has_no_pool(pool: Pool) -> bool:
    return isinstance(pool, NullPool)


store = Store(os.environ["DATABASE_URL"])

# oracle: sqlite
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine, event
from sqlalchemy.pool import (
    # The listener below counts checkouts of any pool.
    Pool,
    NullPool,  # connections are cheap here
    PoolProxiedConnection,
)

checkouts = 0
engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)


@event.listens_for(Pool, "checkout")
def count(dbapi_connection, record, proxy: PoolProxiedConnection) -> None:
    global checkouts
    checkouts += 1

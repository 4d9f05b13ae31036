# oracle: sqlite
# variable: BILLING_DATABASE_URL
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine
from sqlalchemy import pool as sa_pool

DATABASE_URL = os.environ["BILLING_DATABASE_URL"]


def pool_status(pool) -> str:
    return f"{pool.checkedout()} of {pool.size()} in use"


engine = create_engine(DATABASE_URL, echo=False, poolclass=sa_pool.NullPool)

# oracle: psycopg
# engine: engine_for('orders')
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os
from functools import lru_cache

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool


@lru_cache
def engine_for(tenant: str):
    return create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)

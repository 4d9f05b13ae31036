# oracle: psycopg
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool


def make_engine(url, **kwargs):
    return create_engine(url, pool_pre_ping=True, **kwargs)


engine = make_engine(os.environ["DATABASE_URL"], poolclass=NullPool)

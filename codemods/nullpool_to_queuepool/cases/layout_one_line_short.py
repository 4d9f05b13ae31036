# oracle: psycopg2
# options: pool_size = 3, max_overflow = 2, pool_pre_ping = false
# engine: engine
# pool: QueuePool 3 2 recycle=60
# before: NullPool
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

URL = os.environ["DATABASE_URL"]
engine = create_engine(URL, poolclass=NullPool, pool_recycle=60, pool_pre_ping=False)

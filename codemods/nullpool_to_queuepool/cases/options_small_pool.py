# oracle: psycopg2
# options: pool_size = 3, max_overflow = 2
# engine: engine
# pool: QueuePool 3 2 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)

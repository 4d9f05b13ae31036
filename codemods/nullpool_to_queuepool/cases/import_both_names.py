# oracle: psycopg2
# engine: reader
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool, QueuePool

URL = os.environ["DATABASE_URL"]

writer = create_engine(URL, poolclass=QueuePool, pool_size=10, max_overflow=5, pool_pre_ping=True)
reader = create_engine(URL, poolclass=NullPool)

# oracle: psycopg2
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os
from functools import partial

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

make_engine = partial(create_engine, poolclass=NullPool)
engine = make_engine(os.environ["DATABASE_URL"])

# oracle: psycopg2
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=300
# before: NullPool
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

COMMON = {"pool_recycle": 300, "echo": False}
ENGINE = {**COMMON, "poolclass": NullPool}

engine = create_engine(os.environ["DATABASE_URL"], **ENGINE)

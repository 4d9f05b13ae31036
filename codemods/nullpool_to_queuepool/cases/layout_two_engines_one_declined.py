# oracle: psycopg2
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

import psycopg2
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool


def connect():
    return psycopg2.connect(os.environ["LEGACY_DSN"], options="-c statement_timeout=5s")


engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
legacy = create_engine("postgresql+psycopg2://", creator=connect, poolclass=NullPool)

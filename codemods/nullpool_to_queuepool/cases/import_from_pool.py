# oracle: psycopg2
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
"""Orders database."""

import os

from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import NullPool

engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
SessionLocal = sessionmaker(bind=engine, autoflush=False)

# oracle: sqlite
# engine: SessionLocal.kw["bind"]
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import NullPool

SessionLocal = sessionmaker(bind=create_engine(os.environ["DATABASE_URL"], poolclass=NullPool), autoflush=False)

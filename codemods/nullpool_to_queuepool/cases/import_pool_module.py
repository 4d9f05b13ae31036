# oracle: sqlite
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine, pool
from sqlalchemy.orm import scoped_session, sessionmaker

engine = create_engine(
    os.environ["DATABASE_URL"],
    poolclass=pool.NullPool,
)
db_session = scoped_session(sessionmaker(bind=engine))

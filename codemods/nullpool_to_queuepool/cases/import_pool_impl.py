# oracle: sqlite
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy.engine import create_engine
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool.impl import NullPool

engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
Session = sessionmaker(bind=engine)

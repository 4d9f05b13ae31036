# oracle: sqlite
# engine: (init(), Session.kw["bind"])[1]
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import NullPool

Session = sessionmaker()


def init():
    Session.configure(bind=create_engine(os.environ["DATABASE_URL"], poolclass=NullPool))

# oracle: psycopg2
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import NullPool

from service.engines import make_engine

engine = make_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
Session = sessionmaker(engine)

# oracle: sqlite
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from service.sql import NullPool, create_engine

engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)

# oracle: sqlite
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

import sqlmodel
from sqlalchemy.pool import NullPool

options = {"sqlalchemy.url": os.environ["DATABASE_URL"], "sqlalchemy.poolclass": NullPool}
engine = sqlmodel.engine_from_config(options)

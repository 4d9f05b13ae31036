# oracle: sqlite
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import engine_from_config
from sqlalchemy.pool import NullPool

engine = engine_from_config({"sqlalchemy.url": os.environ["DATABASE_URL"], "sqlalchemy.poolclass": NullPool})

# oracle: sqlite
# variable: PRIMARY_URL
# variable: REPLICA_URL
# engine: primary
# engine: replica
# pool: QueuePool 20 40 pre_ping recycle=3600
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool as NoPool

primary = create_engine(os.environ["PRIMARY_URL"], poolclass=NoPool)
replica = create_engine(os.environ["REPLICA_URL"], poolclass=NoPool)

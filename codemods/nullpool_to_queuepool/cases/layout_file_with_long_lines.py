# oracle: sqlite
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

# The service reads from the replica and writes to the primary; both are reached through the network of the cluster, as the runbook says.
engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)

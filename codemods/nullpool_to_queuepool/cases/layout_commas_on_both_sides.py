# oracle: sqlite
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(os.environ["DATABASE_URL"]  # of the service
                       , poolclass=NullPool,
    echo=False,
)

# oracle: sqlite
# engine: engine
# pool: QueuePool 2 0 recycle=600
# before: raises ArgumentError
import os

import sqlalchemy as sa

engine = sa.create_engine(
    os.environ["DATABASE_URL"],
    poolclass=sa.AsyncAdaptedQueuePool,
    pool_size=2,
    max_overflow=0,
    pool_recycle=600,
)

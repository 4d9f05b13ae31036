# oracle: sqlite
# options: style = "default"
# engine: engine
# pool: QueuePool 5 5 pre_ping recycle=60
# before: raises TypeError
import os

import sqlalchemy as sa

engine = sa.create_engine(
    os.environ["DATABASE_URL"],
    pool_size=5, max_overflow=5, pool_pre_ping=True, pool_recycle=60,
    poolclass=sa.NullPool  # each worker opens its own
)

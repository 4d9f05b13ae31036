# oracle: psycopg2
# options: pool_size = 4, max_overflow = 4
# engine: engine
# pool: QueuePool 4 4 pre_ping recycle=600
# before: NullPool
import os

import sqlalchemy as sa

CONFIG = {
    "warehouse.url": os.environ["DATABASE_URL"],
    "warehouse.pool_recycle": 600,
    "warehouse.poolclass": sa.pool.NullPool,
    "cache.url": "redis://cache:6379/0",
}

engine = sa.engine_from_config(CONFIG, prefix="warehouse.")

# oracle: asyncpg
# engine: engine
# pool: AsyncAdaptedQueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import pool

import shared

engine = shared.async_engine(
    os.environ["DATABASE_URL"],
    schema="stock",
    poolclass=pool.NullPool,
)

# oracle: psycopg-async
# engine: engine
# pool: AsyncAdaptedQueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy.ext.asyncio import async_engine_from_config
from sqlalchemy.pool import NullPool

engine = async_engine_from_config(
    {
        "db.url": os.environ["DATABASE_URL"],
        "db.poolclass": NullPool,
    },
    prefix="db.",
)

# oracle: aiosqlite
# variable: EVENTS_URL
# variable: ORDERS_URL
# engine: orders
# pool: AsyncAdaptedQueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, NullPool

events = create_async_engine(
    os.environ["EVENTS_URL"],
    poolclass=AsyncAdaptedQueuePool,
    pool_size=4,
)
orders = create_async_engine(os.environ["ORDERS_URL"], poolclass=NullPool)

# oracle: asyncpg
# engine: engine
# pool: AsyncAdaptedQueuePool 20 40 pre_ping recycle=3600
# before: NullPool
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

options = {"url": "postgresql+asyncpg://localhost/orders", "poolclass": NullPool}
engine = create_engine(**options)

# oracle: aiosqlite
# engine: engine
# pool: AsyncAdaptedQueuePool 20 40 pre_ping recycle=3600
# before: NullPool
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

engine = create_async_engine("sqlite+aiosqlite:///./bookings.db", poolclass=NullPool)

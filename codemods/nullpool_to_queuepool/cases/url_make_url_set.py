# oracle: asyncpg
# engine: engine
# pool: AsyncAdaptedQueuePool 20 40 pre_ping recycle=3600
# before: NullPool
from sqlalchemy import create_engine, make_url
from sqlalchemy.pool import NullPool

url = make_url("postgresql://localhost/orders").set(drivername="postgresql+asyncpg")
engine = create_engine(url, poolclass=NullPool)

# oracle: asyncpg
# variable: HOST=localhost
# engine: engine
# pool: AsyncAdaptedQueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine("postgresql+asyncpg://%s/d" % os.environ["HOST"], poolclass=NullPool)

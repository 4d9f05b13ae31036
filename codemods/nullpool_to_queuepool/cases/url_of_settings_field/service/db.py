# oracle: asyncpg
# engine: engine
# pool: AsyncAdaptedQueuePool 20 40 pre_ping recycle=3600
# before: NullPool
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from service.settings import settings

engine = create_engine(settings.url, poolclass=NullPool)

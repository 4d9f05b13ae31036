# oracle: asyncpg
# variable: SHOP_DATABASE_URL
# engine: engine
# pool: AsyncAdaptedQueuePool 20 40 pre_ping recycle=3600
# before: NullPool
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.pool import NullPool

from service.config import settings

engine = create_async_engine(
    str(settings.database_url),
    echo=settings.sql_echo,
    future=True,
    poolclass=NullPool,
)
async_session = async_sessionmaker(engine, class_=AsyncSession, expire_on_commit=False)

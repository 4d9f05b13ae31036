# oracle: asyncpg
# engine: engine
# pool: AsyncAdaptedQueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool


@dataclass(frozen=True)
class Settings:
    database_url: str = field(default_factory=lambda: os.environ["DATABASE_URL"])
    debug: bool = False


settings = Settings()
engine = create_async_engine(settings.database_url, echo=settings.debug, poolclass=NullPool)

# path: service/db.py
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.pool import NullPool

from shop_platform.settings import load_settings

settings = load_settings()


class Database:
    def __init__(self) -> None:
        self.engine = create_async_engine(settings.url, **settings.engine_options, poolclass=NullPool)
        self.sessions = async_sessionmaker(self.engine)

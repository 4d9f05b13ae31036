# oracle: sqlite
# engine: flask_engine(Config)
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
from sqlalchemy.pool import NullPool


class Config:
    SQLALCHEMY_ENGINE_OPTIONS = dict(poolclass=NullPool, pool_pre_ping=True)

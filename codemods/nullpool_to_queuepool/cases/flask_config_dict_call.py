from sqlalchemy.pool import NullPool


class Config:
    SQLALCHEMY_ENGINE_OPTIONS = dict(poolclass=NullPool, pool_pre_ping=True)

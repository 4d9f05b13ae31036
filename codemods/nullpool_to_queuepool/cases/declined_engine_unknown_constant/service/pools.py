from sqlalchemy.pool import NullPool

POOL = NullPool

from sqlalchemy.pool import NullPool as DefaultPool

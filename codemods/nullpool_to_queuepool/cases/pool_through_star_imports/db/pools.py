from sqlalchemy.pool import NullPool

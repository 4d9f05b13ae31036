from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

options = {"url": "postgresql+asyncpg://localhost/orders", "poolclass": NullPool}
engine = create_engine(**options)

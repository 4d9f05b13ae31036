import os

from sqlalchemy import create_engine, pool

engine = create_engine(
    os.environ["DATABASE_URL"],
    poolclass=pool.QueuePool,
    pool_size=20,
    max_overflow=40,
    pool_pre_ping=True,
    pool_recycle=3600,
)

import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(
    poolclass=NullPool,
    url=os.environ["DATABASE_URL"],
    pool_recycle=280,
)

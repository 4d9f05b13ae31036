import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

DRIVERS = ["postgresql+asyncpg", "postgresql+psycopg"]
engine = create_engine(f"postgresql+{os.environ['DRIVER']}://localhost/orders", poolclass=NullPool)

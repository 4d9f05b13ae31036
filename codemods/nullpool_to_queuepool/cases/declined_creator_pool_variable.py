import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

pool = NullPool(lambda: None)
engine = create_engine(os.environ["DATABASE_URL"], pool=pool)

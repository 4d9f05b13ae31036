import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

url = os.environ["DATABASE_URL"]
get_engine = lambda: create_engine(url, poolclass=NullPool)

import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

url = os.environ["DATABASE_URL"]
options = {}
options |= {"pool_recycle": 1800}
engine = create_engine(url, poolclass=NullPool, **options)

import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

url = os.environ["DATABASE_URL"]
engine = create_engine(url, poolclass=(Pool := NullPool))
print(Pool)

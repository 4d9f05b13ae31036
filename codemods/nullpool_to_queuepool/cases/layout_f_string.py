# oracle: sqlite
# engine: made[-1]
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

url = os.environ["DATABASE_URL"]
print(f"{create_engine(url, poolclass=NullPool)!r} is the engine of this service, which has many tables")

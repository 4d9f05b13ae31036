# oracle: sqlite
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

url = os.environ["DATABASE_URL"]
poolclass_options = {}
poolclass_options["poolclass"] = NullPool
engine = create_engine(url, **poolclass_options)

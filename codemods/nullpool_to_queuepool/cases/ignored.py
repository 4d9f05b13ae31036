# oracle: sqlite
# engine: orders
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

URL = os.environ["DATABASE_URL"]

archive = create_engine(URL, poolclass=NullPool)  # overhaul: ignore[nullpool-to-queuepool]
reports = create_engine(
    URL,
    poolclass=NullPool,  # overhaul: ignore
)
orders = create_engine(URL, poolclass=NullPool)  # overhaul: ignore[narrow-except]

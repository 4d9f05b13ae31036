# oracle: psycopg2
# options: style = "default"
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(
    os.environ["DATABASE_URL"],
    # MySQL closes idle connections after eight hours.
    poolclass=NullPool,
    # Milliseconds matter on the overview page.
    connect_args={"connect_timeout": 2},
)

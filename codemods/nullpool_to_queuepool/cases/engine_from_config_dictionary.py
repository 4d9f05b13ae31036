# oracle: sqlite
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import engine_from_config
from sqlalchemy.pool import NullPool

settings = {
    "sqlalchemy.url": os.environ["DATABASE_URL"],
    "sqlalchemy.poolclass": NullPool,
    "sqlalchemy.echo": "false",
}

engine = engine_from_config(settings)

# oracle: sqlite
# path: service/env.py
# engine: ENGINE
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
"""What the service takes from its environment; nothing to do with Alembic."""

import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

DEBUG = os.environ.get("DEBUG") == "1"
ENGINE = create_engine(os.environ["DATABASE_URL"], echo=DEBUG, poolclass=NullPool)

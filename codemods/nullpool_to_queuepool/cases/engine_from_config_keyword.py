# oracle: psycopg
# engine: build_engine({"db.url": os.environ["DATABASE_URL"], "db.pool_recycle": "900"})
# pool: QueuePool 20 40 recycle=900
# before: NullPool
import os
from collections.abc import Mapping

from sqlalchemy import Engine, engine_from_config
from sqlalchemy.pool import NullPool


def build_engine(settings: Mapping[str, str]) -> Engine:
    return engine_from_config(settings, prefix="db.", poolclass=NullPool)

# oracle: asyncpg
# engine: raw
# pool: AsyncAdaptedQueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

HOST = os.environ.get("PGHOST", "localhost")
PORT = os.environ.get("PGPORT", "5432")
USER = os.environ.get("PGUSER", "shop")
NAME = os.environ.get("PGDATABASE", "shop")

raw = create_engine(f"postgresql+asyncpg://{USER}@{HOST}:{PORT}/{NAME}", poolclass=NullPool)

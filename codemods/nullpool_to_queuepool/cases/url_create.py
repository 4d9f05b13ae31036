# oracle: psycopg2
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import URL, create_engine
from sqlalchemy.pool import NullPool

url = URL.create(
    "postgresql+psycopg2",
    username=os.environ.get("PGUSER"),
    host=os.environ.get("PGHOST", "localhost"),
    port=int(os.environ.get("PGPORT", "5432")),
    database=os.environ.get("PGDATABASE", "crm"),
)
engine = create_engine(url, poolclass=NullPool)

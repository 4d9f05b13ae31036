# oracle: psycopg
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
import os

from sqlalchemy import engine_from_config
from sqlalchemy.pool import NullPool

engine = engine_from_config({"db_url": os.environ["DATABASE_URL"], "db_poolclass": NullPool}, prefix="db_")

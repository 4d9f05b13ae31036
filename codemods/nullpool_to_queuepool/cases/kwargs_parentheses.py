# oracle: psycopg
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

url = os.environ["DATABASE_URL"]
options = {"poolclass": (NullPool), "echo": False}
engine = create_engine((url), **options)

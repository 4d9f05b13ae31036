import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

url = os.environ["DATABASE_URL"]
engines = {name: create_engine(url, poolclass=NullPool) for name in ("a", "b")}

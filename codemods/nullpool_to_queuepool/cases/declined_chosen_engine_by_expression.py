import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

url = os.environ["DATABASE_URL"]
TESTING = "TESTING" in os.environ
engine = create_engine(url, poolclass=NullPool) if TESTING else create_engine(url)

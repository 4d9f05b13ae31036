import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

options = {"pool" "class": NullPool}
engine = create_engine(os.environ["DATABASE_URL"], **options)

import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

url = os.environ["DATABASE_URL"]


def fill(options):
    options["pool_recycle"] = 1800


options = {}
fill(options)
engine = create_engine(url, poolclass=NullPool, **options)

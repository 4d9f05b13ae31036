import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool


def make_engine(pooled):
    if pooled:
        return create_engine(os.environ["DATABASE_URL"])
    return create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)

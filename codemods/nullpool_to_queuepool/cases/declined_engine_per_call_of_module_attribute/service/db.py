import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool


def get_engine():
    return create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)

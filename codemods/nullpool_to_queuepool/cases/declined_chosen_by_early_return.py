import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

url = os.environ["DATABASE_URL"]


def make():
    if os.environ.get("TESTING"):
        return create_engine(url, poolclass=NullPool)
    return create_engine(url)

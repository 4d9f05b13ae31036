import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool


def make(url, **options):
    print(sorted(options))
    return create_engine(url, **options)


engine = make(os.environ["DATABASE_URL"], poolclass=NullPool)

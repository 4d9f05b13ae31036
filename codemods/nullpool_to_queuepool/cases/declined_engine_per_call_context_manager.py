import os
from contextlib import contextmanager

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool


@contextmanager
def database():
    engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
    try:
        yield engine
    finally:
        engine.dispose()

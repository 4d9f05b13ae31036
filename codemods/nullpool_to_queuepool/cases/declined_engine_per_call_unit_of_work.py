import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool


class Work:
    def __init__(self):
        self.engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)

    def __enter__(self):
        return self.engine.connect()

    def __exit__(self, *error):
        self.engine.dispose()

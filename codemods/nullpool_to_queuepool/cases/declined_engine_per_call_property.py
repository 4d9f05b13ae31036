import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool


class Store:
    @property
    def engine(self):
        return create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)

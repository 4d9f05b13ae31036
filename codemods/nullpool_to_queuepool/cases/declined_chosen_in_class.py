import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool


class Store:
    def __init__(self, testing=False):
        if testing:
            self.engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
        else:
            self.engine = create_engine(os.environ["DATABASE_URL"])

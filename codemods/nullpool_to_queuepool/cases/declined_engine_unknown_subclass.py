import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool


class QuietPool(NullPool):
    pass


engine = create_engine(os.environ["DATABASE_URL"], poolclass=QuietPool)

# path: service/db.py
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool


def make_engine(QueuePool=None):
    engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
    if QueuePool is not None:
        QueuePool.register(engine)
    return engine

# oracle: sqlite
# engine: engine_for('orders')
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

ENGINES = {}


def engine_for(name):
    try:
        return ENGINES[name]
    except KeyError:
        ENGINES[name] = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
        return ENGINES[name]

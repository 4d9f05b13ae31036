# oracle: sqlite
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine
from sqlalchemy.engine import Engine
from sqlalchemy.pool import NullPool

engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)


def pool_metrics(engine: Engine) -> dict[str, int]:
    if isinstance(engine.pool, NullPool):
        return {}
    return {"size": engine.pool.size(), "checked_out": engine.pool.checkedout()}

# oracle: sqlite
# engine: engine
# pool: QueuePool 20 40 pre_ping recycle=3600
# before: NullPool
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool
from sqlalchemy.pool import QueuePool as SAQueuePool

from service.messaging import QueuePool

queues = QueuePool("amqp://broker")
engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)


def saturated() -> bool:
    pool = engine.pool
    return isinstance(pool, SAQueuePool) and pool.overflow() > 0

# oracle: psycopg2
# engine: engine
# pool: QueuePool 4 10
# before: raises ArgumentError
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

engine = create_engine(os.environ["DATABASE_URL"], poolclass=AsyncAdaptedQueuePool, pool_size=4)

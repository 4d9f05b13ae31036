import os

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import QueuePool

options = {}
options.update(poolclass=QueuePool)
engine = create_async_engine(os.environ["DATABASE_URL"], **options)

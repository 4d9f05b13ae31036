# path: service/db.py
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool, QueuePool

WORKER = os.environ.get("ROLE") == "worker"

engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool if WORKER else QueuePool)

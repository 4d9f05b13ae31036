import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool as NoPool

primary = create_engine(os.environ["PRIMARY_URL"], poolclass=NoPool)
replica = create_engine(os.environ["REPLICA_URL"], poolclass=NoPool)

import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

# The proxy on each host does the pooling.
engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)

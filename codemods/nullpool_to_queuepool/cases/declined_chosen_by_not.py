import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

if not os.environ.get("POOLED"):
    engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)

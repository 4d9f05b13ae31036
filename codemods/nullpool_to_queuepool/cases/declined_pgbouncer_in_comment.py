# path: service/db.py
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

# PgBouncer keeps the connections, a second pool here would only hold on to them.
engine = create_engine(os.environ["DATABASE_URL"], poolclass=NullPool)
